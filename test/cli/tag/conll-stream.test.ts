import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ColumnPassage } from '../../../src/cli/formats/passage.js';
import { createConllReader } from '../../../src/cli/tag/conll-stream.js';
import { wholeDocuments } from '../../../src/cli/tag/stream/whole-documents.js';
import { parseConll } from '../../../src/corpora/conll.js';
import { documentsOf } from '../../../src/corpora/documents.js';
import { chunksOf, collect, lineChunks } from './line-chunks.js';

const read = (text: string, tokenColumn = 1, chunkSize = 3) =>
  collect(createConllReader(tokenColumn)(lineChunks(text, chunkSize), 'f'));

const textsOf = (passages: readonly ColumnPassage[]) =>
  passages.filter(({ tokenLines }) => tokenLines.length > 0).map(({ text }) => text);

const linesOf = (passages: readonly ColumnPassage[]) =>
  passages
    .map(({ before, tokenLines, after }) => {
      return before + tokenLines.map(({ text, end }) => text + end).join('') + after;
    })
    .join('');

const arbitraryLine = fc.oneof(
  fc.constantFrom('', ' \t', '-DOCSTART- -X- O', '#', '# id = 1', '#tag', '#tag O', '# O'),
  fc.constantFrom('a', 'b O', ' c\tB-X ', 'Zürich\tNNP\tB-LOC', '🧸 \u00a0 O', '\ufeff O'),
);
const arbitraryFile = fc
  .tuple(fc.array(arbitraryLine, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, isEnded]) => lines.join(end) + (isEnded ? end : ''));

test('every line comes through unchanged and in order, whatever the chunks', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryFile, fc.integer({ min: 1, max: 5 }), async (text, chunkSize) => {
      expect(linesOf(await read(text, 1, chunkSize))).toBe(text);
    }),
  );
});

test('the sentences are those that training reads', async () => {
  const tokenLine = fc.tuple(fc.constantFrom('a', '#', '#b', '🧸'), fc.constantFrom('O', 'B-X'));
  const other = fc.constantFrom('', ' ', '-DOCSTART-', '# id = 1', '#');
  const lines = fc.oneof(
    tokenLine.map((columns) => columns.join(' ')),
    other,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(lines, { maxLength: 12 }), async (some) => {
      // In training a comment within a sentence is an error.
      const separated = some.flatMap((line) => (/^#(?: id.*)?$/.test(line) ? ['', line] : [line]));
      const text = ['a O', ...separated].join('\n');
      const { sentences } = parseConll(Buffer.from(text), 'f');
      expect(textsOf(await read(text))).toEqual(sentences.map(({ tokens }) => tokens.join(' ')));
    }),
  );
});

test('the documents are those that training reads, whatever the chunks', async () => {
  const line = fc.constantFrom('a O', 'b B-X', '', '', '-DOCSTART- O', '# newdoc', '# id = 1');
  const lines = fc.array(line, { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 1, max: 5 }), async (some, chunkSize) => {
      const separated = some.flatMap((line) => (line.startsWith('#') ? ['', line] : [line]));
      const text = ['a O', ...separated].join('\n');
      const { sentences } = parseConll(Buffer.from(text), 'f');
      const chunks = createConllReader(1)(lineChunks(text, chunkSize), 'f');
      const passages = await collect(wholeDocuments(chunks, { unit: 'marked' }));
      const documents: string[][] = [[]];
      for (const { text, tokenLines, documentGoesOn } of passages) {
        if (tokenLines.length > 0) documents.at(-1)?.push(text);
        if (!documentGoesOn) documents.push([]);
      }
      expect(documents.filter(({ length }) => length > 0)).toEqual(
        [...documentsOf(sentences)].map((all) => all.map(({ tokens }) => tokens.join(' '))),
      );
    }),
  );
});

test.each([
  ['#Brexit\tHT\nannoys\tVB\n\n#\tSYM\n1\tCD\n', ['#Brexit annoys', '# 1']],
  ['#begin document\n#x\na b c\n\n#sent 1\n# x y\nd e f\n', ['a', 'd']],
  ['#x y\n', []],
  ['#x\n', ['#x']],
])('without tags, the count of columns tells hashtags from comments: %j', async (text, texts) => {
  for (const chunkSize of [1, 10]) {
    const passages = await read(text, 1, chunkSize);
    expect(textsOf(passages)).toEqual(texts);
    expect(linesOf(passages)).toBe(text);
  }
});

test('a sentence is a passage with its lines', async () => {
  const passages = await read('\n# x\na O\nb O\n \n', 1, 5);
  const tokenLines = [
    { text: 'a O', end: '\n', lineNumber: 3 },
    { text: 'b O', end: '\n', lineNumber: 4 },
  ];
  expect(passages).toEqual([
    { text: 'a b', end: '\n', before: '\n# x\n', tokenLines, after: ' \n', lineNumber: 3 },
  ]);
});

test('a sentence is yielded as soon as the line that ends it is there', async () => {
  async function* endless() {
    yield* chunksOf([
      { text: 'a', end: '\n', lineNumber: 1 },
      { text: '', end: '\n', lineNumber: 2 },
      { text: 'b', end: '\n', lineNumber: 3 },
    ] as const);
    throw new Error('read on too early');
  }
  const { value } = await createConllReader(1)(endless(), 'f').next();
  expect(textsOf(value!)).toEqual(['a']);
});

test('lines without a token do not wait for one, and are not lines of the text', async () => {
  const chunks = createConllReader(2)(lineChunks('# x\na 1\n', 1), 'f');
  expect((await chunks.next()).value).toEqual([
    { text: '', end: undefined, before: '# x\n', tokenLines: [], after: '', lineNumber: 1 },
  ]);
});

test.each([
  ['A\nB\nC\nD\nE', ['A B', ' C D', ' E'], [undefined, undefined, '\n']],
  ['A\nB\nC\n\nD\nE\n\n', ['A B', ' C', 'D E'], [undefined, '\n', '\n']],
  ['a\n,\nB\nC\nD', ['a ,', ' B C', ' D'], [undefined, undefined, '\n']],
  ['A\nb\nc\nD', ['A b', ' c D'], [undefined, '\n']],
  ['a\nb\nC\nD', ['a', ' b C', ' D'], [undefined, undefined, '\n']],
])(
  '%j is split after at most two tokens into passages that join to the text',
  async (text, texts, ends) => {
    const passages = await collect(createConllReader(1, { maxTokens: 2 })(lineChunks(text), 'f'));
    expect(passages.map((passage) => passage.text)).toEqual(texts);
    expect(passages.map(({ end }) => end)).toEqual(ends);
  },
);

test('the token is in the given column', async () => {
  const text = '1 EU NNP\n2\trejects\n\n# a comment\n1 it';
  expect(textsOf(await read(text, 2))).toEqual(['EU rejects', 'it']);
});

test('a byte order mark is not part of the first token', async () => {
  expect(textsOf(await read('\ufeffEU\n\ufeffx'))).toEqual(['EU \ufeffx']);
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
])('only in a single-column file a line with a hash is a token: %j', async (lines, expected) => {
  expect(textsOf(await read(lines.join('\n')))).toEqual(expected);
});

test('a file that begins with endless comments is not held back', async () => {
  const text = '# a b\n'.repeat(70_000);
  const { value } = await createConllReader(1)(lineChunks(text, 70_000), 'f').next();
  expect(value).toHaveLength(1);
});

test('a file that ends within a sentence or a line is closed before the next', async () => {
  const readFile = createConllReader(1);
  const passages: ColumnPassage[] = [];
  for (const text of ['a', 'b\n', '', 'c\n\n', 'd\n\n# x', '-DOCSTART-']) {
    passages.push(...(await collect(readFile(lineChunks(text), 'f'))));
  }
  expect(linesOf(passages)).toBe('a\n\nb\n\nc\n\nd\n\n# x\n-DOCSTART-');
});

test.each([
  ['# x\n\na 1\nb', 'f:4: expected at least 2 columns, found 1: "b"', '# x\n\na 1\n'],
  ['a 1\n\nb 2\nc\nd 4', 'f:4: expected at least 2 columns, found 1: "c"', 'a 1\n\nb 2\n'],
  [
    'a O\nb O\rc O',
    'f:2: expected lines that end in LF or CRLF, found a lone carriage return: "b O\\rc O"',
    'a O\n',
  ],
])('%j is refused, after the lines before the error', async (text, message, before) => {
  const passages: ColumnPassage[] = [];
  const reading = async () => {
    for await (const some of createConllReader(2)(lineChunks(text), 'f')) passages.push(...some);
  };
  await expect(reading()).rejects.toMatchObject({ name: 'InputError', message });
  expect(linesOf(passages)).toBe(before);
});

test('an error of the stream comes after the lines before it', async () => {
  async function* broken() {
    yield [{ text: '#', end: '\n', lineNumber: 1 }] as const;
    throw new Error('broken');
  }
  const passages: ColumnPassage[] = [];
  const reading = async () => {
    for await (const some of createConllReader(1)(broken(), 'f')) passages.push(...some);
  };
  await expect(reading()).rejects.toThrow('broken');
  expect(linesOf(passages)).toBe('#\n');
});

test('documents start where training starts them', async () => {
  const line = fc.constantFrom('a O', 'b O', '', '-DOCSTART- O', '# newdoc id = 1', '# id = 1');
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (some) => {
      // In training a comment within a sentence is an error.
      const separated = some.flatMap((line) => (line.startsWith('#') ? ['', line] : [line]));
      const text = ['a O', ...separated].join('\n');
      const { sentences } = parseConll(Buffer.from(text), 'f');
      const marks = sentences.map(({ startsDocument }) => startsDocument === true);
      const first = marks.indexOf(true);
      expect(startsOf(await read(text))).toEqual(
        marks.map((isMarked, index) => first < 0 || index < first || isMarked),
      );
    }),
  );
});

/** By sentence, whether a document starts with it. */
function startsOf(passages: readonly ColumnPassage[]): boolean[] {
  const starts: boolean[] = [];
  let isPending = false;
  for (const { tokenLines, continuesDocument } of passages) {
    isPending ||= continuesDocument !== true;
    if (tokenLines.length === 0) continue;
    starts.push(isPending);
    isPending = false;
  }
  return starts;
}
