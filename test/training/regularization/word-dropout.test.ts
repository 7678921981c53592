import { expect, test } from '@jest/globals';
import { UNKNOWN_WORD } from '../../../src/model/vocabulary/lexicon.js';
import { createRandom } from '../../../src/tensors/random.js';
import { createWordDropout } from '../../../src/training/regularization/word-dropout.js';

const encoded = (wordIds: readonly number[]) => ({ wordIds, spellings: [], shapes: [] });

// Seen n times, a word is dropped with probability 1 / (1 + n): each of 200 words by a half, one by a fifth.
test('rare words are dropped more often than frequent ones', () => {
  const rare = encoded(Array.from({ length: 200 }, (_, n) => n + 2));
  const frequent = encoded([1, 1, 1, 1]);
  const drop = createWordDropout(
    [{ words: rare }, { words: frequent }],
    { wordDropout: 1 },
    createRandom(1),
  );
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
  const drop = createWordDropout([{ words }], { wordDropout: 1e12 }, createRandom(1));
  expect(drop(words)).toEqual({ ...words, wordIds: [UNKNOWN_WORD, UNKNOWN_WORD] });
});

test('of the subwords of a word, the given share is dropped', () => {
  const own = Array.from({ length: 200 }, (_, n) => n + 10);
  const words = { wordIds: [3, 4], subwords: [own, [5]], spellings: [], shapes: [] };
  const rates = { wordDropout: 1e12, subwordDropout: 0.25 };
  const dropped = createWordDropout([{ words }], rates, createRandom(1))(words);
  expect(dropped.wordIds).toEqual([UNKNOWN_WORD, UNKNOWN_WORD]);
  const [first = []] = dropped.subwords ?? [];
  expect(own).toEqual(expect.arrayContaining([...first]));
  // 150 of 200 expected, with a standard deviation of 6.
  expect(first.length).toBeGreaterThan(130);
  expect(first.length).toBeLessThan(170);
});

test('without subword dropout, all subwords remain', () => {
  const words = { wordIds: [3], subwords: [[5, 6]], spellings: [], shapes: [] };
  const drop = createWordDropout([{ words }], { wordDropout: 0 }, createRandom(1));
  expect(drop(words)).toEqual(words);
});
