import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alignTokens } from '../../src/text/alignment.js';

const textsOf = (piece: string, values: readonly string[]): string[] =>
  alignTokens(piece, values).map(({ text }) => text);

test('each value gets its offsets in the piece', () => {
  expect(alignTokens('abab', ['ab', 'ab'])).toEqual([
    { text: 'ab', start: 0, end: 2 },
    { text: 'ab', start: 2, end: 4 },
  ]);
});

test('a dropped beginning, middle and end become tokens', () => {
  expect(textsOf("Müller's", ['ller', "'s"])).toEqual(['Mü', 'ller', "'s"]);
  expect(textsOf('a+b+', ['a', 'b'])).toEqual(['a', '+', 'b', '+']);
});

test('an invented value is dropped and its source kept', () => {
  expect(textsOf("LET'S", ['THAT', "'S"])).toEqual(['LET', "'S"]);
});

test('empty values and values out of order are dropped', () => {
  expect(textsOf('abc', ['', 'b', 'a', ''])).toEqual(['a', 'b', 'c']);
});

test('whatever the values, the tokens cover the piece', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 12 }),
      fc.array(fc.string({ maxLength: 2 })),
      (piece, values) => {
        const tokens = alignTokens(piece, values);
        expect(tokens.map(({ text }) => text).join('')).toBe(piece);
        for (const { text, start, end } of tokens) {
          expect(text.length).toBeGreaterThan(0);
          expect(piece.slice(start, end)).toBe(text);
        }
      },
    ),
  );
});
