import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../src/tensors/random.js';
import { sampleBatches } from '../../src/training/sampler.js';

const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 300 });
const batchSize = fc.integer({ min: 1, max: 40 });
const seed = fc.nat();

test('every sentence comes exactly once', () => {
  fc.assert(
    fc.property(lengths, batchSize, seed, (lengths, batchSize, seed) => {
      const batches = sampleBatches(lengths, batchSize, createRandom(seed));
      expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
    }),
  );
});

test('all batches are full but one, which holds the rest', () => {
  fc.assert(
    fc.property(lengths, batchSize, seed, (lengths, batchSize, seed) => {
      const sizes = sampleBatches(lengths, batchSize, createRandom(seed)).map(
        ({ length }) => length,
      );
      const rest = lengths.length % batchSize;
      expect(sizes.toSorted((a, b) => b - a)).toEqual([
        ...new Array(Math.floor(lengths.length / batchSize)).fill(batchSize),
        ...(rest > 0 ? [rest] : []),
      ]);
    }),
  );
});

test('the same seed gives the same batches, another seed others', () => {
  const lengths = Array.from({ length: 100 }, (_, n) => 1 + ((n * 7) % 23));
  const batches = (seed: number) => sampleBatches(lengths, 8, createRandom(seed));
  expect(batches(1)).toEqual(batches(1));
  expect(batches(2)).not.toEqual(batches(1));
});

// Of 320 sentences in batches of 10, all in one pool: sorted by length, none spans more than its share of the lengths.
test('the sentences of a batch are of similar length', () => {
  const lengths = Array.from({ length: 320 }, (_, n) => 1 + ((n * 7) % 64));
  for (const batch of sampleBatches(lengths, 10, createRandom(1))) {
    const inBatch = batch.map((index) => lengths[index]);
    expect(Math.max(...inBatch) - Math.min(...inBatch)).toBeLessThanOrEqual(3);
  }
});

test('long and short batches come mixed', () => {
  const lengths = Array.from({ length: 320 }, (_, n) => 1 + (n % 64));
  const first = sampleBatches(lengths, 10, createRandom(1)).map((batch) => lengths[batch[0]]);
  expect(first).not.toEqual(first.toSorted((a, b) => a - b));
  expect(first).not.toEqual(first.toSorted((a, b) => b - a));
});

// Each pool is a sample of the corpus: were it sorted as a whole, the same sentences would meet in every epoch.
test('sentences of one length meet others from epoch to epoch', () => {
  const random = createRandom(1);
  const lengths = new Array(1000).fill(5);
  const partners = () =>
    sampleBatches(lengths, 10, random)
      .find((batch) => batch.includes(0))!
      .toSorted((a, b) => a - b);
  expect(partners()).not.toEqual(partners());
});
