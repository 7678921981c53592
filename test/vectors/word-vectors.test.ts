import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readWordVectors } from '../../src/vectors/word-vectors.js';
import { expectEqual } from '../expect-equal.js';
import {
  gloveText,
  manyRows,
  type Row,
  winkJson,
  word2vecBinary,
  word2vecText,
} from './vector-files.js';

const everything = { wanted: new Set<string>(), keep: Infinity };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'word-vectors-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(content: string | Buffer): string {
  const path = join(folder, 'vectors');
  writeFileSync(path, content);
  return path;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

const wordsOf = (rows: readonly Row[]) => rows.map(({ word }) => word);
const valueBytesOf = (rows: readonly Row[]) =>
  bytesOf(Float32Array.from(rows.flatMap(({ values }) => values)));

const formats = [
  { format: 'GloVe text', encode: gloveText },
  { format: 'word2vec text', encode: word2vecText },
  { format: 'word2vec binary', encode: (rows: readonly Row[]) => word2vecBinary(rows, '\n') },
  { format: 'word2vec binary', encode: (rows: readonly Row[]) => word2vecBinary(rows, '') },
  { format: 'wink JSON', encode: winkJson },
];
const storages = [
  { storage: 'plain', store: (bytes: Buffer) => bytes },
  { storage: 'gzipped', store: (bytes: Buffer) => gzipSync(bytes) },
  {
    storage: 'gzipped in two members',
    store: (bytes: Buffer) =>
      Buffer.concat([gzipSync(bytes.subarray(0, 20)), gzipSync(bytes.subarray(20))]),
  },
];
const waysToStore = formats.flatMap((format) =>
  storages.map((storage) => ({ ...format, ...storage })),
);

const shortRows = manyRows(4500, 40);
const longRows = manyRows(40, 4096);
const [shortValues, longValues] = [shortRows, longRows].map(valueBytesOf);

// Encoding takes as long as reading, so that the storages share the bytes of a format.
const waysToStoreMany = formats.flatMap(({ format, encode }) => {
  const [short, long] = [encode(shortRows), encode(longRows)];
  return storages.map(({ storage, store }) => ({
    storage,
    format,
    storeShort: () => store(short),
    storeLong: () => store(long),
  }));
});

test.each(waysToStore)(
  '$storage $format is detected and read',
  async ({ format, encode, store }) => {
    const rows = [
      { word: 'the', values: [0.5, -1.25, 3] },
      { word: 'Zürich', values: [-0.0625, 0, 1e-5] },
      { word: 'a\u00a0b', values: [7, 8, 9] },
    ];
    const vectors = await readWordVectors(write(store(encode(rows))), everything);
    expect(vectors.format).toBe(format);
    expect(vectors.dimension).toBe(3);
    expect(vectors.fileRowCount).toBe(3);
    expect(vectors.words).toEqual(['the', 'Zürich', 'a\u00a0b']);
    expect(vectors.rows).toEqual(Float32Array.from(rows.flatMap(({ values }) => values)));
    expect(vectors.warnings).toEqual([]);
  },
);

test.each(waysToStoreMany)(
  'rows of $storage $format cut by chunks are joined',
  async ({ storeShort }) => {
    const vectors = await readWordVectors(write(storeShort()), everything);
    expectEqual(vectors.words, wordsOf(shortRows));
    expect(bytesOf(vectors.rows).equals(shortValues)).toBe(true);
  },
);

test.each(waysToStoreMany)(
  'rows of $storage $format longer than the joint of two chunks are read',
  async ({ storeLong }) => {
    const vectors = await readWordVectors(write(storeLong()), everything);
    expectEqual(vectors.words, wordsOf(longRows));
    expect(bytesOf(vectors.rows).equals(longValues)).toBe(true);
  },
);

test.each(formats)('$format keeps the first rows and the wanted ones', async ({ encode }) => {
  const rows = manyRows(20, 2);
  const options = {
    wanted: new Set([rows[1].word, rows[19].word, 'nowhere', rows[9].word]),
    keep: 3,
  };
  const vectors = await readWordVectors(write(encode(rows)), options);
  const kept = [0, 1, 2, 9, 19].map((row) => rows[row]);
  expect(vectors.words).toEqual(kept.map(({ word }) => word));
  expect(vectors.rows).toEqual(Float32Array.from(kept.flatMap(({ values }) => values)));
  expect(vectors.fileRowCount).toBe(20);
});

test('a file without wanted rows gives none', async () => {
  const vectors = await readWordVectors(write('a 1 2\nb 3 4\n'), { wanted: new Set(), keep: 0 });
  expect(vectors.words).toEqual([]);
  expect(vectors.rows).toHaveLength(0);
  expect(vectors.fileRowCount).toBe(2);
});

test.each([
  ['lines end in CR LF', 'a 1 2\r\nb 3 4\r\n'],
  ['the last line has no line feed', 'a 1 2\nb 3 4'],
  ['the last line has no line feed after CR LF', 'a 1 2\r\nb 3 4'],
  ['lines end in spaces', 'a 1 2 \nb 3 4  \n'],
  ['values are divided by tabs', 'a\t1\t2\nb\t3\t4\n'],
  ['the file begins with a byte order mark', '\ufeffa 1 2\nb 3 4\n'],
  ['the file begins with a byte order mark and counts', '\ufeff2 2\na 1 2\nb 3 4\n'],
  ['the counts end in CR LF', '2 2\r\na 1 2\r\nb 3 4\r\n'],
  ['blank lines follow', 'a 1 2\nb 3 4\n\n\r\n'],
])('rows are read if %s', async (_, text) => {
  const { words, rows } = await readWordVectors(write(text), everything);
  expect(words).toEqual(['a', 'b']);
  expect(rows).toEqual(Float32Array.of(1, 2, 3, 4));
});

test('words keep the spaces within them', async () => {
  const text = 'a 1 2\nat name@domain.com 3 4\n. . . 5 6\n. 7 8\n';
  const { words, rows } = await readWordVectors(write(text), everything);
  expect(words).toEqual(['a', 'at name@domain.com', '. . .', '.']);
  expect(rows).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8));
});

test('a word that begins like a wanted one is not taken for it', async () => {
  const text = 'a 1 2\nat name@domain.com 3 4\nat 5 6\nat home 7 8\n';
  const vectors = await readWordVectors(write(text), { wanted: new Set(['at']), keep: 0 });
  expect(vectors.words).toEqual(['at']);
  expect(vectors.rows).toEqual(Float32Array.of(5, 6));
  expect(vectors.warnings).toEqual([]);
});

test('the first word of a file may hold spaces', async () => {
  const { words, dimension } = await readWordVectors(write('. . 1 2 3\nb 4 5 6\n'), everything);
  expect(words).toEqual(['. .', 'b']);
  expect(dimension).toBe(3);
});

test('words of digits, of unusual spaces and of none at all are words', async () => {
  const text = '1 0.5 2\n\u0085 3 4\n\u3000 5 6\n 7 8\n';
  const { words, rows } = await readWordVectors(write(text), everything);
  expect(words).toEqual(['1', '\u0085', '\u3000', '']);
  expect(rows).toEqual(Float32Array.of(0.5, 2, 3, 4, 5, 6, 7, 8));
});

test.each([
  ['some words hold 0 and none another digit', 'a 1 2\n00th 3 4\n', true],
  ['a skipped word holds another digit', 'a 1 2\n00th 3 4\nb52 5 6\n', false],
  ['no word holds a digit', 'a 1 2\nb 3 4\n', false],
  ['only a skipped word holds 0', 'a 1 2\nb 3 4\n0 5 6\n', true],
])('whether digits are zeros is decided if %s', async (_, text, expected) => {
  const vectors = await readWordVectors(write(text), { wanted: new Set(), keep: 1 });
  expect(vectors.digitsAreZeros).toBe(expected);
});

test.each(storages)('the SHA-256 is that of the $storage file', async ({ store }) => {
  const path = write(store(gloveText(manyRows(3000, 40))));
  const { sha256 } = await readWordVectors(path, { wanted: new Set(), keep: 1 });
  expect(sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
});

test.each(storages)('progress of a $storage file rises to its length', async ({ store }) => {
  const path = write(store(gloveText(manyRows(3000, 40))));
  const seen: [number, number][] = [];
  const onProgress = (bytesRead: number, byteCount: number) =>
    void seen.push([bytesRead, byteCount]);
  await readWordVectors(path, { wanted: new Set(), keep: 1, onProgress });
  const { length } = readFileSync(path);
  expect(seen.at(-1)).toEqual([length, length]);
  expect(seen).toEqual(seen.toSorted(([a], [b]) => a - b));
});

test('the first row of a repeated word stays and a warning names the lines', async () => {
  const text = 'a 1 2\nb 3 4\na 5 6\nb 7 8\na 9 9\na 9 9\nc 5 5\n';
  const path = write(text);
  const vectors = await readWordVectors(path, everything);
  expect(vectors.words).toEqual(['a', 'b', 'c']);
  expect(vectors.rows).toEqual(Float32Array.of(1, 2, 3, 4, 5, 5));
  expect(vectors.warnings).toEqual([
    `${path}: skipped 4 rows with the word of an earlier row: ` +
      'line 3 repeats "a" of line 1, line 4 repeats "b" of line 2, line 5 repeats "a" of line 1, …',
  ]);
});

test('a repetition is detected among the rows that are kept only if wanted', async () => {
  const path = write(word2vecText(['a', 'b', 'a', 'b'].map((word) => ({ word, values: [1, 2] }))));
  const vectors = await readWordVectors(path, { wanted: new Set(['b']), keep: 1 });
  expect(vectors.words).toEqual(['a', 'b']);
  expect(vectors.warnings).toEqual([
    `${path}: skipped 2 rows with the word of an earlier row: ` +
      'line 4 repeats "a" of line 2, line 5 repeats "b" of line 3',
  ]);
});

test('a repeated word of a binary file is named by its row', async () => {
  const rows = ['a', 'b', 'a'].map((word) => ({ word, values: [1, 2] }));
  const path = write(word2vecBinary(rows, ''));
  const vectors = await readWordVectors(path, everything);
  expect(vectors.words).toEqual(['a', 'b']);
  expect(vectors.warnings).toEqual([
    `${path}: skipped 1 row with the word of an earlier row: row 3 repeats "a" of row 1`,
  ]);
});

test('words that are not UTF-8 are reported in a warning', async () => {
  const path = write(Buffer.from('a 1 2\nM\xfcller 3 4\n', 'latin1'));
  const vectors = await readWordVectors(path, everything);
  expect(vectors.words).toEqual(['a', 'M\ufffdller']);
  expect(vectors.warnings).toEqual([
    `${path}: 1 word is not UTF-8 and cannot be looked up: line 2`,
  ]);
});

test('rows beyond the count are read and reported in a warning', async () => {
  const path = write('1 2\na 1 2\nb 3 4\n');
  const vectors = await readWordVectors(path, everything);
  expect(vectors.words).toEqual(['a', 'b']);
  expect(vectors.warnings).toEqual([
    `${path}: expected a row count of 1, as the first line says, found 2`,
  ]);
});

test('the numbers of skipped rows are not read', async () => {
  const options = { wanted: new Set(['c']), keep: 1 };
  const { words } = await readWordVectors(write('a 1 2\nb nan x y\nc 3 4\n'), options);
  expect(words).toEqual(['a', 'c']);
});

test('words in JSON may hold any character', async () => {
  const words = [
    '"',
    '\\',
    ']',
    '}',
    ',',
    '"vectors":{',
    'a b',
    '',
    '\u0001',
    '😀',
    '1999',
    'vectors',
  ];
  const rows = words.map((word, index) => ({ word, values: [index, 1 - index] }));
  const vectors = await readWordVectors(write(winkJson(rows)), everything);
  expect(vectors.words).toEqual(words);
  expect(vectors.rows).toEqual(Float32Array.from(rows.flatMap(({ values }) => values)));
});

test('JSON with white space, other members and no norms is read', async () => {
  const content =
    '{ "size" : 2,\n "dimensions" : 2,\n "vectors" :\n { "a" : [ 1 ,\t2 ],\n"b":[3,-4e-1] } ,"x":[] }';
  const vectors = await readWordVectors(write(content), everything);
  expect(vectors.words).toEqual(['a', 'b']);
  expect(vectors.rows).toEqual(Float32Array.of(1, 2, 3, -0.4));
});

test('a GloVe word that begins like JSON is a word', async () => {
  const vectors = await readWordVectors(write('{"a 1 2\n{ 3 4\n'), everything);
  expect(vectors.words).toEqual(['{"a', '{']);
});
