import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldWord, normalizeWord } from '../../src/text/word-form.js';
import { anyCharacter } from '../any-character.js';

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
])('version 1: %s is folded to %s', (word, folded) => {
  expect(foldWord(word, 1)).toBe(folded);
});

test.each([
  ['Teddy', 'teddy'],
  ['ΟΔΟΣ', 'οδος'],
  ['İSTANBUL', 'istanbul'],
  ['Isparta', 'isparta'],
  ['ısparta', 'isparta'],
  ['STRASSE', 'strasse'],
  ['Straße', 'strasse'],
  ['STRAẞE', 'strasse'],
  ['\u201cThe\u201d', '"the"'],
])('version 2: %s is folded to %s', (word, folded) => {
  expect(foldWord(word, 2)).toBe(folded);
});

test.each([
  ['cafe\u0301', 'caf\u00e9'],
  ['\u1112\u1161\u11ab', '\ud55c'],
  ['ＮＡＳＡ１９', 'NASA19'],
  ['ｶﾞ', 'ガ'],
  ['，', '，'],
  ['ﬁ', 'ﬁ'],
])('%s is normalized to %s', (word, normalized) => {
  expect(normalizeWord(word, 2)).toBe(normalized);
  expect(normalizeWord(word, 1)).toBe(word);
});

test('composed and decomposed forms of a word are the same word', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (word) => {
      const normalized = normalizeWord(word, 2);
      expect(normalizeWord(word.normalize('NFC'), 2)).toBe(normalized);
      expect(normalizeWord(word.normalize('NFD'), 2)).toBe(normalized);
      expect(normalizeWord(normalized, 2)).toBe(normalized);
    }),
  );
});

test.each([1, 2] as const)(
  'version %i: a folded word is its own form, and that of the word in capitals',
  (version) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (word) => {
        const folded = foldWord(word, version);
        expect(foldWord(folded, version)).toBe(folded);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcxyz.-1') }), (word) => {
        expect(foldWord(word.toUpperCase(), version)).toBe(word);
      }),
    );
  },
);
