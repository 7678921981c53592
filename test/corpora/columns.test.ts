import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnTokens, endsSentence, isComment, splitColumns } from '../../src/corpora/columns.js';
import { anyCharacter } from '../any-character.js';

const lines = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', '\t', '\u00a0', '\ufeff', 'a'),
      fc.string({ unit: anyCharacter }),
    ),
  )
  .map((parts) => parts.join(''));

test('the columns are everything between spaces and tabs', () => {
  fc.assert(
    fc.property(lines, (line) => {
      expect(splitColumns(line)).toEqual(line.split(/[ \t]+/).filter((column) => column !== ''));
    }),
  );
});

test('a token of a column has its offsets in the line, from a start on', () => {
  fc.assert(
    fc.property(lines, fc.nat(5), (line, from) => {
      const tokens = columnTokens(line, Math.min(from, line.length));
      expect(tokens.map(({ text }) => text)).toEqual(splitColumns(line.slice(from)));
      for (const { text, start, end } of tokens) expect(line.slice(start, end)).toBe(text);
    }),
  );
});

test.each([
  [[], true],
  [['-DOCSTART-', '-X-', 'O'], true],
  [['a', '-DOCSTART-'], false],
])('%j ends a sentence: %p', (columns, expected) => {
  expect(endsSentence(columns)).toBe(expected);
});

test.each([
  [['#'], undefined, true],
  [['#', 'sent_id', '=', '1'], undefined, true],
  [['#', 'text', '=', 'vitamin', 'O'], undefined, true],
  [['#photography', 'O'], undefined, false],
  [['#', 'O', 'x'], 2, false],
  [['#', 'O'], 3, true],
  [['a', 'b'], undefined, false],
])('%j with the tag in column %p is a comment: %p', (columns, tagColumn, expected) => {
  expect(isComment(columns, tagColumn)).toBe(expected);
});
