// The ways to compute the same network: which arithmetic, on how many threads.
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

/** The first is the plainest. */
export const variants: readonly Variant[] = (['exact', 'fast'] as const).flatMap((arithmetic) =>
  [1, 2].map((threads) => variantOf(arithmetic, threads)),
);

/** The same as flags of any command. */
export const threadFlags = ({ arithmetic, threads }: Omit<Variant, 'name'>): string[] => [
  ...['--arithmetic', arithmetic],
  ...['--threads', String(threads)],
];
