import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createAlphabet,
  lettersOf,
  unknownLetter,
} from '../../../src/model/vocabulary/character-vocabulary.js';

const { spell } = createAlphabet(['', 'a', 'b', 'é', '\u{1f9f8}']);

test('a word is spelled by the rows of its letters', () => {
  expect(spell('abéa')).toEqual([1, 2, 3, 1]);
});

test('a letter that was not learned is the unknown one, in another case too', () => {
  expect(spell('aBz')).toEqual([1, unknownLetter, unknownLetter]);
});

test('a letter is a code point: an emoji is one, a letter and its combining accent are two', () => {
  expect(spell('\u{1f9f8}a')).toEqual([4, 1]);
  expect(spell('e\u0301')).toEqual([unknownLetter, unknownLetter]);
});

test('half a code point is an unknown letter', () => {
  expect(spell('a\ud83e')).toEqual([1, unknownLetter]);
});

test('a word without a letter is spelled as an unknown one', () => {
  expect(spell('')).toEqual([unknownLetter]);
});

test('a word of 64 letters is read whole, of a longer one the first and the last 32', () => {
  const word = Array.from({ length: 64 }, (_, k) => String.fromCodePoint(0x1f300 + k));
  expect(lettersOf(word.join(''))).toEqual(word);
  const longer = [...word.slice(0, 32), 'left', 'out', ...word.slice(32)];
  expect(lettersOf(longer.join(''))).toEqual(word);
});

test('of letters of one and of two units any word keeps its first and last 32', () => {
  const word = fc
    .array(fc.constantFrom('a', 'b', '\u{1f9f8}', '\u{1f43b}'), { maxLength: 150 })
    .map((letters) => letters.join(''));
  fc.assert(
    fc.property(word, (word) => {
      const all = [...word];
      const expected = all.length > 64 ? [...all.slice(0, 32), ...all.slice(-32)] : all;
      expect(lettersOf(word)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('of a word of ten million letters only the ends are read', () => {
  const word = new String(`<${'x'.repeat(1e7)}>`);
  Object.assign(word, {
    [Symbol.iterator]: () => {
      throw new Error('the word was read as a whole');
    },
  });
  const expected = `<${'x'.repeat(62)}>`;
  expect(lettersOf(word as string)).toEqual([...expected]);
});
