import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  charactersOf,
  createCharacterVocabulary,
  UNKNOWN_CHARACTER,
} from '../../../src/model/vocabulary/character-vocabulary.js';

const { spell } = createCharacterVocabulary(['', 'a', 'b', 'é', '\u{1f9f8}']);

test('a word is spelled by the rows of its characters', () => {
  expect(spell('abéa')).toEqual([1, 2, 3, 1]);
});

test('a character that was not learned is the unknown one, in another case too', () => {
  expect(spell('aBz')).toEqual([1, UNKNOWN_CHARACTER, UNKNOWN_CHARACTER]);
});

test('a character is a code point: an emoji is one, an e and its combining accent are two', () => {
  expect(spell('\u{1f9f8}a')).toEqual([4, 1]);
  expect(spell('e\u0301')).toEqual([UNKNOWN_CHARACTER, UNKNOWN_CHARACTER]);
});

test('half a code point is an unknown character', () => {
  expect(spell('a\ud83e')).toEqual([1, UNKNOWN_CHARACTER]);
});

test('an empty word is spelled as one unknown character', () => {
  expect(spell('')).toEqual([UNKNOWN_CHARACTER]);
});

test('a word of 64 characters is read whole, of a longer one the first and the last 32', () => {
  const word = Array.from({ length: 64 }, (_, k) => String.fromCodePoint(0x1f300 + k));
  expect(charactersOf(word.join(''))).toEqual(word);
  const longer = [...word.slice(0, 32), 'left', 'out', ...word.slice(32)];
  expect(charactersOf(longer.join(''))).toEqual(word);
});

test('of characters of one and of two units any word keeps its first and last 32', () => {
  const word = fc
    .array(fc.constantFrom('a', 'b', '\u{1f9f8}', '\u{1f43b}'), { maxLength: 150 })
    .map((characters) => characters.join(''));
  fc.assert(
    fc.property(word, (word) => {
      const all = [...word];
      const expected = all.length > 64 ? [...all.slice(0, 32), ...all.slice(-32)] : all;
      expect(charactersOf(word)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('of a word of ten million characters only the ends are read', () => {
  const word = new String(`<${'x'.repeat(1e7)}>`);
  Object.assign(word, {
    [Symbol.iterator]: () => {
      throw new Error('the word was read as a whole');
    },
  });
  const expected = `<${'x'.repeat(62)}>`;
  expect(charactersOf(word as string)).toEqual([...expected]);
});
