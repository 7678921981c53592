import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../src/tensors/random.js';
import { type BatchLimit, sampleBatches } from '../../src/training/sampler.js';

const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 300 });
const batchSize = fc.integer({ min: 1, max: 40 });
const tokenCount = fc.integer({ min: 1, max: 200 });
const seed = fc.nat();
const sentences = (maximum: number): BatchLimit => ({ maximum, unit: 'sentences' });
const tokens = (maximum: number): BatchLimit => ({ maximum, unit: 'tokens' });

test('every sentence appears exactly once', () => {
  fc.assert(
    fc.property(lengths, batchSize, seed, (lengths, batchSize, seed) => {
      const batches = sampleBatches(lengths, sentences(batchSize), createRandom(seed));
      expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
    }),
  );
});

test('all batches but one are full', () => {
  fc.assert(
    fc.property(lengths, batchSize, seed, (lengths, batchSize, seed) => {
      const sizes = sampleBatches(lengths, sentences(batchSize), createRandom(seed)).map(
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

test('every sentence appears exactly once if tokens are counted', () => {
  fc.assert(
    fc.property(lengths, tokenCount, seed, (lengths, tokenCount, seed) => {
      const batches = sampleBatches(lengths, tokens(tokenCount), createRandom(seed));
      expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
    }),
  );
});

test('a batch has at most so many tokens, unless it is a single longer sentence', () => {
  fc.assert(
    fc.property(lengths, tokenCount, seed, (lengths, tokenCount, seed) => {
      for (const batch of sampleBatches(lengths, tokens(tokenCount), createRandom(seed))) {
        const sum = batch.reduce((sum, index) => sum + lengths[index], 0);
        expect(batch.length).toBeGreaterThan(0);
        if (batch.length > 1) expect(sum).toBeLessThanOrEqual(tokenCount);
      }
    }),
  );
});

// Of 2,000 sentences of 1 to 40 tokens only the last batch of each pool may leave more room than
// its longest sentence.
test('batches of tokens are nearly full', () => {
  const lengths = Array.from({ length: 2000 }, (_, n) => 1 + ((n * 7) % 40));
  const batches = sampleBatches(lengths, tokens(200), createRandom(1));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  expect(total / 200 / batches.length).toBeGreaterThan(0.9);
});

test('the same seed gives the same batches, another seed others', () => {
  const lengths = Array.from({ length: 100 }, (_, n) => 1 + ((n * 7) % 23));
  const batches = (seed: number) => sampleBatches(lengths, sentences(8), createRandom(seed));
  expect(batches(1)).toEqual(batches(1));
  expect(batches(2)).not.toEqual(batches(1));
});

// Of 320 sentences in batches of 10, all in one pool: sorted by length, none spans more than its
// share of the lengths.
test('the sentences of a batch are of similar length', () => {
  const lengths = Array.from({ length: 320 }, (_, n) => 1 + ((n * 7) % 64));
  for (const batch of sampleBatches(lengths, sentences(10), createRandom(1))) {
    const inBatch = batch.map((index) => lengths[index]);
    expect(Math.max(...inBatch) - Math.min(...inBatch)).toBeLessThanOrEqual(3);
  }
});

test('long and short batches are mixed', () => {
  const lengths = Array.from({ length: 320 }, (_, n) => 1 + (n % 64));
  const first = sampleBatches(lengths, sentences(10), createRandom(1)).map(
    (batch) => lengths[batch[0]],
  );
  expect(first).not.toEqual(first.toSorted((a, b) => a - b));
  expect(first).not.toEqual(first.toSorted((a, b) => b - a));
});

// Each pool is a sample of the corpus: were it sorted as a whole, the same sentences would meet in
// every epoch.
test('sentences of one length share their batch with others from epoch to epoch', () => {
  const random = createRandom(1);
  const lengths = new Array(1000).fill(5);
  const partners = () =>
    sampleBatches(lengths, sentences(10), random)
      .find((batch) => batch.includes(0))!
      .toSorted((a, b) => a - b);
  expect(partners()).not.toEqual(partners());
});
