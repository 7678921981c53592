import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createPseudoSentences,
  longestSentences,
} from '../../../src/training/pseudo-labels/pseudo-sentences.js';
import { anyCharacter } from '../../any-character.js';

const token = fc.record({
  word: fc.string({ unit: anyCharacter, maxLength: 3 }),
  label: fc.integer({ min: 0, max: 0xffff }),
});
const sentence = fc.array(token, { minLength: 1, maxLength: 400 });

test('sentences come back as they were added, with the counts of their words', () => {
  fc.assert(
    fc.property(fc.array(sentence, { maxLength: 20 }), (sentences) => {
      const pseudo = createPseudoSentences();
      const expected = sentences.map((tokens) => ({
        tokens: tokens.map(({ word }) => word),
        labelIds: tokens.map(({ label }) => label),
      }));
      for (const { tokens, labelIds } of expected) pseudo.add(tokens, labelIds);
      const all = expected.flatMap(({ tokens }) => tokens);
      expect(pseudo.count).toBe(expected.length);
      expect(pseudo.tokenCount).toBe(all.length);
      expect(expected.map((_, index) => pseudo.get(index))).toEqual(expected);
      expect(expected.map((_, index) => pseudo.lengthOf(index))).toEqual(
        expected.map(({ tokens }) => tokens.length),
      );
      const counts = new Map<string, number>();
      for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1);
      expect([...pseudo.wordCounts()]).toEqual([...counts]);
    }),
  );
});

test('the longest sentences come first', () => {
  const pseudo = createPseudoSentences();
  for (const text of ['a b', 'a b c d', 'a', 'a b c']) {
    const tokens = text.split(' ');
    pseudo.add(
      tokens,
      tokens.map(() => 0),
    );
  }
  expect(longestSentences(pseudo, 2).map(({ tokens }) => tokens.length)).toEqual([4, 3]);
});
