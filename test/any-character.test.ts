import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from './any-character.js';

test('any character is one code point, and no half of a pair', () => {
  fc.assert(
    fc.property(anyCharacter, (character) => {
      expect([...character]).toHaveLength(1);
      expect(character.isWellFormed()).toBe(true);
    }),
  );
});

test('any character is found again, so that strings hold names such as __proto__ and shrink', () => {
  const strings = fc.sample(fc.string({ unit: anyCharacter }), { numRuns: 5000, seed: 1 });
  expect(strings.some((text) => text.includes('__proto__'))).toBe(true);
  const { counterexample } = fc.check(
    fc.property(fc.string({ unit: anyCharacter }), (text) => !text.includes('\u{1f600}')),
    { examples: [['a\u{1f600}\ud7ff\ue000\u{10ffff}']] },
  );
  expect(counterexample).toEqual(['\u{1f600}']);
});
