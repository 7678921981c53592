import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ColumnPassage } from '../../../src/cli/formats/format.js';
import { createColumnReader } from '../../../src/cli/tag/conll-stream.js';
import { parseConll } from '../../../src/corpora/conll.js';
import { batchesOf, collect, lineBatches } from './line-chunks.js';

const read = (text: string, tokenColumn = 1, batchSize = 3) =>
  collect(createColumnReader(tokenColumn)(lineBatches(text, batchSize), 'f'));

const textsOf = (passages: readonly ColumnPassage[]) =>
  passages.filter(({ rows }) => rows.length > 0).map(({ text }) => text);

const linesOf = (passages: readonly ColumnPassage[]) =>
  passages
    .map(({ before, rows, after }) => {
      return before + rows.map(({ text, end }) => text + end).join('') + after;
    })
    .join('');

const arbitraryLine = fc.oneof(
  fc.constantFrom('', ' \t', '-DOCSTART- -X- O', '#', '# id = 1', '#tag', '#tag O', '# O'),
  fc.constantFrom('a', 'b O', ' c\tB-X ', 'Zürich\tNNP\tB-LOC', '🧸 \u00a0 O', '\ufeff O'),
);
const arbitraryFile = fc
  .tuple(fc.array(arbitraryLine, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, isEnded]) => lines.join(end) + (isEnded ? end : ''));

test('every line comes through as it stands, in order, however many come at once', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryFile, fc.integer({ min: 1, max: 5 }), async (text, batchSize) => {
      expect(linesOf(await read(text, 1, batchSize))).toBe(text);
    }),
  );
});

test('the sentences are those that training reads', async () => {
  const row = fc.tuple(fc.constantFrom('a', '#', '#b', '🧸'), fc.constantFrom('O', 'B-X'));
  const other = fc.constantFrom('', ' ', '-DOCSTART-', '# id = 1', '#');
  const lines = fc.oneof(
    row.map((columns) => columns.join(' ')),
    other,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(lines, { maxLength: 12 }), async (some) => {
      // Within a sentence a comment is an error of training's.
      const separated = some.flatMap((line) => (/^#(?: id.*)?$/.test(line) ? ['', line] : [line]));
      const text = ['a O', ...separated].join('\n');
      const { sentences } = parseConll(Buffer.from(text), 'f');
      expect(textsOf(await read(text))).toEqual(sentences.map(({ tokens }) => tokens.join(' ')));
    }),
  );
});

test('a sentence is given as soon as the line that ends it is there', async () => {
  async function* endless() {
    yield* batchesOf([
      { text: 'a', end: '\n' },
      { text: '', end: '\n' },
      { text: 'b', end: '\n' },
    ] as const);
    throw new Error('read on too early');
  }
  const { value } = await createColumnReader(1)(endless(), 'f').next();
  expect(textsOf(value!)).toEqual(['a']);
});

test('a file that ends within a sentence, or a line, is closed before the next', async () => {
  const readFile = createColumnReader(1);
  const passages: ColumnPassage[] = [];
  for (const text of ['a', 'b\n', '', 'c\n\n', 'd\n\n# x', '-DOCSTART-']) {
    passages.push(...(await collect(readFile(lineBatches(text), 'f'))));
  }
  expect(linesOf(passages)).toBe('a\n\nb\n\nc\n\nd\n\n# x\n-DOCSTART-');
});

test('a row without the column is refused, after what stands before it', async () => {
  const passages: ColumnPassage[] = [];
  const reading = async () => {
    for await (const some of createColumnReader(2)(lineBatches('a 1\n\nb 2\nc\nd 4\n'), 'f')) {
      passages.push(...some);
    }
  };
  await expect(reading()).rejects.toMatchObject({
    name: 'InputError',
    message: 'f:4: expected at least 2 columns, found 1: "c"',
  });
  expect(linesOf(passages)).toBe('a 1\n\nb 2\n');
});

test('an error of the stream comes after the lines before it', async () => {
  async function* broken() {
    yield [{ text: '#', end: '\n' }] as const;
    throw new Error('broken');
  }
  const passages: ColumnPassage[] = [];
  const reading = async () => {
    for await (const some of createColumnReader(1)(broken(), 'f')) passages.push(...some);
  };
  await expect(reading()).rejects.toThrow('broken');
  expect(linesOf(passages)).toBe('#\n');
});
