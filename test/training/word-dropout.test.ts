import { expect, test } from '@jest/globals';
import { UNKNOWN_WORD } from '../../src/model/vocabulary/lexicon.js';
import { createRandom } from '../../src/tensors/random.js';
import { createWordDropout } from '../../src/training/word-dropout.js';

const encoded = (wordIds: readonly number[]) => ({ wordIds, spellings: [], shapes: [] });

// Seen n times, a word is dropped with probability 1 / (1 + n): each of 200 words by a half, one by a fifth.
test('rare words are dropped more often than frequent ones', () => {
  const rare = encoded(Array.from({ length: 200 }, (_, n) => n + 2));
  const frequent = encoded([1, 1, 1, 1]);
  const drop = createWordDropout([{ words: rare }, { words: frequent }], 1, createRandom(1));
  const countDropped = (words: typeof rare) =>
    drop(words).wordIds.filter((id) => id === UNKNOWN_WORD).length;
  // 100 of 200 expected, with a standard deviation of 7.
  const rareCount = countDropped(rare);
  expect(rareCount).toBeGreaterThan(70);
  expect(rareCount).toBeLessThan(130);
  // 40 of 200 expected, with a standard deviation of 6.
  const frequentCount = countDropped(encoded(new Array(200).fill(1)));
  expect(frequentCount).toBeGreaterThan(10);
  expect(frequentCount).toBeLessThan(70);
});

test('a dropped word keeps its characters and shape', () => {
  const words = { wordIds: [3, 4], spellings: [[1, 2], [5]], shapes: [0, 1] };
  const drop = createWordDropout([{ words }], 1e12, createRandom(1));
  expect(drop(words)).toEqual({ ...words, wordIds: [UNKNOWN_WORD, UNKNOWN_WORD] });
});
