import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../../src/tensors/random.js';
import { createCandidates } from '../../../src/training/language-model/candidates.js';

const rows = 12;
const counts = Array.from({ length: rows }, (_, row) => row);

test('each word of a batch that has a trained row is a candidate, and each only once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(rows + 3)), fc.nat(20), fc.nat(), (wordIds, sampleCount, seed) => {
      const choose = createCandidates({ counts, sampleCount, random: createRandom(seed) });
      const { ids, candidateOfToken } = choose(wordIds);
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
      expect(ids.every((id) => id > 0 && id < rows)).toBe(true);
      const isKnown = (id: number) => id > 0 && id < rows;
      expect(candidateOfToken.map((place) => ids[place])).toEqual(
        wordIds.map((id) => (isKnown(id) ? id : undefined)),
      );
    }),
  );
});

test('words are drawn by their counts to the power of three quarters', () => {
  const draw = createCandidates({
    counts: [1000, 0, 1, 16, 81],
    sampleCount: 1,
    random: createRandom(1),
  });
  const drawn = Array.from({ length: 9000 }, () => draw([]).ids[0]);
  const shareOf = (id: number) => drawn.filter((other) => other === id).length / drawn.length;
  expect([0, 1].map(shareOf)).toEqual([0, 0]);
  expect(shareOf(2)).toBeCloseTo(1 / 36, 2);
  expect(shareOf(3)).toBeCloseTo(8 / 36, 1);
  expect(shareOf(4)).toBeCloseTo(27 / 36, 1);
});
