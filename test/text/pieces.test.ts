import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findPieces, MAXIMUM_PIECE_LENGTH } from '../../src/text/pieces.js';
import { longRuns, randomText } from './random-text.js';

function piecesOf(text: string): string[] {
  const offsets = findPieces(text);
  return offsets.flatMap((start, i) => (i % 2 === 0 ? [text.slice(start, offsets[i + 1])] : []));
}

test('a text is cut at white space of every kind', () => {
  expect(piecesOf(' a\tb\u00a0c\u3000d\u2028e\ufefff\r\n')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('white space is what a regular expression calls white space, for every code unit', () => {
  const units = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(units.filter((unit) => findPieces(unit).length === 0)).toEqual(
    units.filter((unit) => /\s/.test(unit)),
  );
});

test('the pieces are short enough and are the text without its white space', () => {
  fc.assert(
    fc.property(fc.oneof(randomText(40), longRuns), (text) => {
      const pieces = piecesOf(text);
      expect(pieces.join('')).toBe(text.replace(/\s+/g, ''));
      for (const piece of pieces) {
        expect(piece.length).toBeGreaterThan(0);
        expect(piece.length).toBeLessThanOrEqual(MAXIMUM_PIECE_LENGTH);
      }
    }),
  );
});

const offByOne = ['😀', '\u{1f3fd}', '𝒳'].map((character) => `a${character.repeat(400)}`);

test('no cut parts a surrogate pair', () => {
  fc.assert(
    fc.property(fc.oneof(longRuns, fc.constantFrom(...offByOne)), (text) => {
      for (const offset of findPieces(text)) {
        expect(text.slice(offset - 1, offset + 1)).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/);
      }
    }),
  );
});

test('a long run is cut between its words', () => {
  const pieces = piecesOf('Teddy,'.repeat(200));
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece).toMatch(/^(?:Teddy,)+$/);
});

test('a long word is cut neither before a combining mark nor inside an emoji', () => {
  for (const piece of piecesOf(`x${'e\u0301'.repeat(400)}`))
    expect(piece).toMatch(/^x?(?:e\u0301)+$/u);
  for (const piece of piecesOf(`x${'👩‍🚀'.repeat(400)}`)) expect(piece).toMatch(/^x?(?:👩‍🚀)+$/u);
});

test('a run of combining marks alone is still cut', () => {
  expect(piecesOf('\u0301'.repeat(600)).map(({ length }) => length)).toEqual([256, 256, 88]);
});
