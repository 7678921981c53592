// Batches of sentences of similar length, in random order.
import type { Random } from '../tensors/random.js';
import type { TrainingOptions } from './optimization/options.js';

// Batches whose sentences are sorted together. More of them make the lengths within a batch more
// even, fewer make the order more random.
const POOL_BATCHES = 32;

/** The size of a batch; a sentence with more tokens is a batch of its own. */
export interface BatchLimit {
  readonly maximum: number;
  readonly unit: 'sentences' | 'tokens';
}

export function batchLimit({
  batchSize,
  batchTokens,
}: Pick<TrainingOptions, 'batchSize' | 'batchTokens'>): BatchLimit {
  return batchTokens === undefined
    ? { maximum: batchSize, unit: 'sentences' }
    : { maximum: batchTokens, unit: 'tokens' };
}

/**
 * Places of the sentences, by batch. The sentences are shuffled, sorted by length within pools and
 * cut into batches, and the batches are shuffled. Every sentence appears exactly once.
 */
export function sampleBatches(
  lengths: readonly number[],
  { maximum, unit }: BatchLimit,
  random: Random,
): number[][] {
  const sizeOf = (index: number) => (unit === 'tokens' ? lengths[index] : 1);
  const order = random.shuffle(lengths.map((_, index) => index));
  const batches = cut(order, maximum * POOL_BATCHES, sizeOf).flatMap((pool) =>
    cut(
      pool.sort((a, b) => lengths[b] - lengths[a]),
      maximum,
      sizeOf,
    ),
  );
  return random.shuffle(batches);
}

/** Cuts a list into parts whose sizes sum to at most `maximum`, or that hold a single item. */
function cut(
  indices: readonly number[],
  maximum: number,
  sizeOf: (index: number) => number,
): number[][] {
  const parts: number[][] = [];
  let room = 0;
  for (const index of indices) {
    const size = sizeOf(index);
    if (parts.length === 0 || size > room) {
      parts.push([]);
      room = maximum;
    }
    parts[parts.length - 1].push(index);
    room -= size;
  }
  return parts;
}
