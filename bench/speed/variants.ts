// Ways to compute the same network: the arithmetic and the number of threads.
import type { Arithmetic } from '../../src/kernels/kernels.js';

export interface Variant {
  readonly name: string;
  readonly arithmetic: Arithmetic;
  readonly threads: number;
}

export function variantOf(arithmetic: Arithmetic, threads: number): Variant {
  const name = `${arithmetic}, ${threads} thread${threads === 1 ? '' : 's'}`;
  return { name, arithmetic, threads };
}

/** Every arithmetic with one and two threads; the first is exact on one thread. */
export const variants: readonly Variant[] = (['exact', 'fast'] as const).flatMap((arithmetic) =>
  [1, 2].map((threads) => variantOf(arithmetic, threads)),
);

/** A variant as flags, which every command has. */
export const threadFlags = ({ arithmetic, threads }: Omit<Variant, 'name'>): string[] => [
  ...['--arithmetic', arithmetic],
  ...['--threads', String(threads)],
];
