import { expect, test } from '@jest/globals';
import { createColumnGatherer } from '../../../src/cli/tag/column-passages.js';
import { createRowParser } from '../../../src/cli/tag/parse-rows.js';

function parse(lines: readonly string[], tokenColumn = 1): string[] {
  const gatherer = createColumnGatherer('');
  const parser = createRowParser(gatherer, { name: 'f', tokenColumn });
  for (const text of lines) parser.parse({ text, end: '\n' });
  parser.finish();
  return gatherer
    .finish()
    .filter(({ rows }) => rows.length > 0)
    .map(({ text }) => text);
}

test('the token is in the column that is asked for', () => {
  expect(parse(['1 EU NNP', '2\trejects', '', '# a comment', '1 it'], 2)).toEqual([
    'EU rejects',
    'it',
  ]);
});

test('a byte order mark is no part of the first token', () => {
  expect(parse(['\ufeffEU', '\ufeffx'])).toEqual(['EU \ufeffx']);
});

test.each([
  [
    ['#', 'photography', '', '#bear'],
    ['# photography', '#bear'],
  ],
  [
    ['', '-DOCSTART-', '', '#photography', '', '# id = 1', 'is'],
    ['#photography', 'is'],
  ],
  [
    ['#a', '', '#b'],
    ['#a', '#b'],
  ],
  [
    ['#', '#photography', 'EU NNP', '', '#', 'x y'],
    ['EU', 'x'],
  ],
])('in one column, and only there, a word behind a hash is a token: %j', (lines, expected) => {
  expect(parse(lines)).toEqual(expected);
});

test('comments without end that open a file are not held', () => {
  const gatherer = createColumnGatherer('');
  const parser = createRowParser(gatherer, { name: 'f', tokenColumn: 1 });
  for (let count = 0; count < 70_000; count++) parser.parse({ text: '# a b', end: '\n' });
  expect(gatherer.takeWhole()).toHaveLength(1);
});

test('a row without the column is refused with its line', () => {
  expect(() => parse(['# x', '', 'a 1', 'b'], 2)).toThrow(
    expect.objectContaining({
      name: 'InputError',
      message: 'f:4: expected at least 2 columns, found 1: "b"',
    }),
  );
});

test('a lone carriage return is refused', () => {
  expect(() => parse(['a O', 'b O\rc O'])).toThrow(
    'f:2: expected lines that end in LF or CRLF, found a lone carriage return: "b O\\rc O"',
  );
});
