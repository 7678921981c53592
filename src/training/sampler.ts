// The order in which an epoch sees the sentences.
import type { Random } from '../tensors/random.js';

// Batches whose sentences are sorted together: more gives batches of even length, fewer a more random order.
const POOL_BATCHES = 32;

/** How much a batch holds at most; a sentence of more tokens is a batch of its own. */
export interface BatchLimit {
  readonly most: number;
  readonly unit: 'sentences' | 'tokens';
}

/**
 * Mini-batches of sentences of similar length, in random order: the sentences are shuffled, sorted by length within
 * pools, cut into batches, and the batches shuffled. Every sentence comes exactly once.
 */
export function sampleBatches(
  lengths: readonly number[],
  { most, unit }: BatchLimit,
  random: Random,
): number[][] {
  const sizeOf = (index: number) => (unit === 'tokens' ? lengths[index] : 1);
  const order = random.shuffle(lengths.map((_, index) => index));
  const batches = cut(order, most * POOL_BATCHES, sizeOf).flatMap((pool) =>
    cut(
      pool.sort((a, b) => lengths[b] - lengths[a]),
      most,
      sizeOf,
    ),
  );
  return random.shuffle(batches);
}

/** Runs as long as can be whose sizes add up to no more than `most`, or of one item. */
function cut(
  indices: readonly number[],
  most: number,
  sizeOf: (index: number) => number,
): number[][] {
  const runs: number[][] = [];
  let room = 0;
  for (const index of indices) {
    const size = sizeOf(index);
    if (runs.length === 0 || size > room) {
      runs.push([]);
      room = most;
    }
    runs[runs.length - 1].push(index);
    room -= size;
  }
  return runs;
}
