// Options of the threads of a command: as many as --threads allows, or one per CPU core.
import { availableParallelism } from 'node:os';
import type { ThreadOptions } from '../../model/tagging/threads.js';

export function threadOptions(count: number | undefined): ThreadOptions {
  return { count: count ?? availableParallelism(), now: () => performance.now() };
}
