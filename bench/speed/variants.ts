// The ways to compute the same network: which arithmetic, on how many threads.
import type { Arithmetic } from '../../src/kernels/kernels.js';
import { knowsFlag } from './run-tagger.js';

export interface Variant {
  readonly name: string;
  readonly arithmetic: Arithmetic;
  readonly threads: number;
  readonly flags: readonly string[];
}

export interface Variants {
  /** The first is the plainest. */
  readonly list: readonly Variant[];
  /** What could not be asked of the command. */
  readonly note: string;
}

export function variantsOf(command: string): Variants {
  const knowsThreads = knowsFlag(command, '--threads');
  const list = (['exact', 'fast'] as const).flatMap((arithmetic) =>
    (knowsThreads ? [1, 2] : [1]).map((threads) => ({
      name: `${arithmetic}, ${threads} thread${threads === 1 ? '' : 's'}`,
      arithmetic,
      threads,
      flags: [
        ...['--arithmetic', arithmetic],
        ...(knowsThreads ? ['--threads', String(threads)] : []),
      ],
    })),
  );
  return { list, note: knowsThreads ? '' : ` tagger ${command} knows no --threads.` };
}
