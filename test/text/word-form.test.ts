import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldWord } from '../../src/text/word-form.js';

test.each([
  ['Teddy', 'teddy'],
  ['EU', 'eu'],
  ['ÉTÉ', 'été'],
  ['ΟΔΟΣ', 'οδος'],
  ['İ', 'i\u0307'],
  ['Don\u2019t', "don't"],
  ['\u2018', "'"],
  ['\u201cThe\u201d', '"the"'],
  ['1996-08-22', '1996-08-22'],
])('%s is folded to %s', (word, folded) => {
  expect(foldWord(word)).toBe(folded);
});

test('a folded word is its own form, and that of the word in capitals', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (word) => {
      expect(foldWord(foldWord(word))).toBe(foldWord(word));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abcxyz.-1') }), (word) => {
      expect(foldWord(word.toUpperCase())).toBe(word);
    }),
  );
});
