import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countLines, indexLines } from '../../src/vectors/word-list.js';

const listOf = (text: string) => indexLines(new TextEncoder().encode(text));

test('each word is found at its line, and no other', () => {
  const list = listOf('\nParis\nthe\n\u{1f9f8}');
  expect(['', 'Paris', 'the', '\u{1f9f8}'].map(list.get)).toEqual([0, 1, 2, 3]);
  expect(['paris', 'Pari', 'th', 'e', ' '].map(list.get)).toEqual(new Array(5).fill(undefined));
  expect({ size: list.size, repeated: list.repeated }).toEqual({ size: 4, repeated: undefined });
});

test('a list without a byte holds the empty word', () => {
  const list = listOf('');
  expect({ size: list.size, row: list.get('') }).toEqual({ size: 1, row: 0 });
});

test('half a surrogate pair is not taken for the replacement character', () => {
  expect(listOf('\ufffd').get('\ud83e')).toBeUndefined();
  expect(listOf('\ufffd').get('\ufffd')).toBe(0);
});

test.each([
  ['a\nb\na', 'a'],
  ['a\n\nb\n', ''],
  ['é\nx\né\nx', 'é'],
])('of %j, %j occurs twice', (text, repeated) => {
  expect(listOf(text).repeated).toBe(repeated);
});

test('it answers like a map of strings', () => {
  const words = fc.uniqueArray(
    fc.string({ unit: 'grapheme' }).filter((s) => !s.includes('\n')),
    {
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(words, fc.string({ unit: 'grapheme' }), (words, other) => {
      const list = listOf(words.join('\n'));
      const map = new Map(words.map((word, row) => [word, row]));
      for (const word of [...words, other]) expect(list.get(word)).toBe(map.get(word));
      expect(countLines(new TextEncoder().encode(words.join('\n')))).toBe(words.length);
    }),
  );
});
