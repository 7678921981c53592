import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Layout } from '../../src/corpora/layout.js';
import { plainNotation } from '../../src/corpora/tag-notation.js';
import { type RowOptions, taggedSentences } from '../../src/corpora/tagged-sentences.js';

function read(content: string | Uint8Array, options: RowOptions = {}) {
  const malformed: [number, string][] = [];
  const onMalformed = (line: number, what: string) => malformed.push([line, what]);
  const bytes = Buffer.from(content as string);
  const sentences = [...taggedSentences(bytes, 'f', { onMalformed, ...options })];
  return { sentences, malformed };
}

test('a listener hears of each malformed row, and the other rows are read', () => {
  const { sentences, malformed } = read('a O\nb\nc O\n\nd OO\n\ne B-PER\nf I-PER x\n');
  expect(malformed).toEqual([
    [2, 'expected 2 columns, found 1: "b"'],
    [5, 'expected a tag such as O or B-PER in column 2, found "OO": "d OO"'],
    [8, 'expected 2 columns, found 3: "f I-PER x"'],
  ]);
  expect(sentences).toEqual([
    { tokens: ['a', 'c'], tags: ['O', 'O'], line: 1, tagColumn: 2, isWhole: false },
    { tokens: ['e'], tags: ['B-PER'], line: 7, tagColumn: 2, isWhole: false },
  ]);
});

test('a sentence after a malformed one is whole', () => {
  expect(read('a O\nb\n\nc O\n').sentences.map(({ isWhole }) => isWhole)).toEqual([false, true]);
});

test('a sentence is not whole if its first row is malformed', () => {
  const { sentences } = read('x O\n\na\nb O\nc O\n');
  expect(sentences[1]).toEqual({
    tokens: ['b', 'c'],
    tags: ['O', 'O'],
    line: 4,
    tagColumn: 2,
    isWhole: false,
  });
});

test('a row that cannot decide the layout leaves it to the next', () => {
  const { sentences, malformed } = read('Title\na O\nb O x\n');
  expect(malformed.map(([line]) => line)).toEqual([1, 3]);
  expect(sentences.map(({ tokens }) => tokens)).toEqual([['a']]);
});

test('a layout that is given holds for the first row too', () => {
  const layout: Layout = {
    columnCount: 3,
    tokenColumn: 1,
    tagColumn: 3,
    separator: 'white space',
    notation: plainNotation,
    isNumbered: false,
    hasSpacing: false,
    otherTagColumns: [],
  };
  const { sentences, malformed } = read('Title O\n\na x B-PER\n', { layout });
  expect(malformed).toEqual([[1, 'expected 3 columns, found 2: "Title O"']]);
  expect(sentences.map(({ tags }) => tags)).toEqual([['B-PER']]);
});

test('a line that is not UTF-8 is malformed, even a comment', () => {
  const bytes = Buffer.from('# M\xfcller\n\na O\n', 'latin1');
  const { sentences, malformed } = read(bytes);
  expect(malformed).toEqual([[1, 'expected UTF-8 text, found other bytes: "# M\ufffdller"']]);
  expect(sentences).toHaveLength(1);
});

test('rows are read as their columns say, whatever stands before them', () => {
  const token = fc.constantFrom('Anna', '-', '-DOCSTART-', '#x', 'B-PER', 'Zoé');
  const tag = fc.constantFrom('O', 'B-PER', 'I-LOC', 'B-creative-work');
  const gap = fc.constantFrom(' ', '\t', ' \t ');
  const row = fc
    .tuple(fc.constantFrom('', ' ', '\t'), token, gap, token, gap, tag, fc.constantFrom('', ' '))
    .map((parts) => parts.join(''));
  const line = fc.oneof({ weight: 5, arbitrary: row }, fc.constantFrom('', ' ', '# note'));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const content = `a b O\n${lines.join('\n')}\n`;
      const { sentences, malformed } = read(content);
      const expected: { tokens: string[]; tags: string[] }[] = [];
      let isOpen = false;
      const malformedLines: number[] = [];
      for (const [index, text] of content.split('\n').slice(0, -1).entries()) {
        const columns = text.split(/[ \t]+/).filter((column) => column !== '');
        if (columns.length === 0 || columns[0] === '-DOCSTART-') {
          isOpen = false;
          continue;
        }
        if (columns.length !== 3) {
          // A comment between sentences, a malformed row within one.
          if (isOpen) malformedLines.push(index + 1);
          continue;
        }
        if (!isOpen) expected.push({ tokens: [], tags: [] });
        isOpen = true;
        expected[expected.length - 1].tokens.push(columns[0]);
        expected[expected.length - 1].tags.push(columns[2]);
      }
      expect(malformed.map(([number]) => number)).toEqual(malformedLines);
      expect(sentences.map(({ tokens, tags }) => ({ tokens, tags }))).toEqual(expected);
    }),
  );
});

test('in a numbered file, a line that begins with a hash is a comment, known tag or not', () => {
  const plain = '1\tAnn\tB-PER\n2\tis\tO\n3\there\tO\n\n';
  const withHash = (tag: string) => plain.replace('2\tis', `#\tso\t${tag}\n2\tis`);
  // More rows than those that decide the layout.
  const { sentences } = read(plain.repeat(400) + withHash('O') + withHash('B-NEW'));
  expect(sentences.slice(-3).map(({ tokens }) => tokens)).toEqual(
    Array(3).fill(['Ann', 'is', 'here']),
  );
});
