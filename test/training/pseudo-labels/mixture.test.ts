import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createEpochParts } from '../../../src/training/pseudo-labels/mixture.js';
import { createPseudoSentences } from '../../../src/training/pseudo-labels/pseudo-sentences.js';

function pseudoOf(lengths: readonly number[]) {
  const sentences = createPseudoSentences();
  for (const length of lengths) {
    sentences.add(new Array(length).fill('a'), new Array(length).fill(0));
  }
  return sentences;
}

const lengthsOfSentences = fc.array(fc.integer({ min: 1, max: 9 }), {
  minLength: 1,
  maxLength: 40,
});

test('every sentence is read before one is read again, and no epoch reads one twice', () => {
  fc.assert(
    fc.property(
      lengthsOfSentences,
      fc.integer({ min: 1, max: 60 }),
      fc.nat(),
      (lengths, wanted, seed) => {
        const parts = createEpochParts(
          { sentences: pseudoOf(lengths), tokensPerEpoch: wanted },
          seed,
        );
        const read = Array.from({ length: 5 }, (_, n) => parts.placesOf(n + 1));
        for (const part of read) {
          const tokenCount = part.reduce((sum, place) => sum + lengths[place], 0);
          const last = lengths[part[part.length - 1]];
          expect(new Set(part).size).toBe(part.length);
          expect(tokenCount - last).toBeLessThan(wanted);
          expect(tokenCount >= wanted || part.length === lengths.length).toBe(true);
        }
        const order = read.flat();
        const first = order.slice(0, lengths.length);
        expect(new Set(first).size).toBe(first.length);
        order.forEach((place, index) => {
          expect(place).toBe(order[index % lengths.length]);
        });
      },
    ),
  );
});

test('the part of an epoch depends on the seed and the epoch alone', () => {
  const input = { sentences: pseudoOf([3, 1, 4, 1, 5, 9, 2, 6]), tokensPerEpoch: 10 };
  const [one, other] = [createEpochParts(input, 7), createEpochParts(input, 7)];
  one.placesOf(1);
  expect(one.placesOf(3)).toEqual(other.placesOf(3));
  expect(one.placesOf(1)).toEqual(other.placesOf(1));
  const parts = [1, 2, 3, 4].map((seed) => createEpochParts(input, seed).placesOf(1).join());
  expect(new Set(parts).size).toBeGreaterThan(1);
});
