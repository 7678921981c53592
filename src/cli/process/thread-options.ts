// How many threads a command may use.
import { availableParallelism } from 'node:os';
import type { ThreadOptions } from '../../model/tagging/threads.js';

export function threadOptions(count: number | undefined): ThreadOptions {
  return { count: count ?? availableParallelism(), now: () => performance.now() };
}
