// The order in which an epoch sees the sentences.
import type { Random } from '../tensors/random.js';

// Batches whose sentences are sorted together: more gives batches of even length, fewer a more random order.
const POOL_BATCHES = 32;

/**
 * Mini-batches of sentences of similar length, in random order: the sentences are shuffled, sorted by length within
 * pools, cut into batches, and the batches shuffled. Every sentence comes exactly once.
 */
export function sampleBatches(
  lengths: readonly number[],
  batchSize: number,
  random: Random,
): number[][] {
  const order = random.shuffle(lengths.map((_, index) => index));
  const batches: number[][] = [];
  const poolSize = batchSize * POOL_BATCHES;
  for (let pool = 0; pool < order.length; pool += poolSize) {
    const sorted = order.slice(pool, pool + poolSize).sort((a, b) => lengths[b] - lengths[a]);
    for (let first = 0; first < sorted.length; first += batchSize) {
      batches.push(sorted.slice(first, first + batchSize));
    }
  }
  return random.shuffle(batches);
}
