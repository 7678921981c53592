import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InputError } from '../../src/errors.js';
import { readWordVectors, type WordVectorOptions } from '../../src/vectors/word-vectors.js';

const everything: WordVectorOptions = { wanted: new Set(), keep: Infinity };
const noVectors =
  ": expected word vectors (a word and its numbers on each line, word2vec's binary format, or the JSON of a wink package), found ";
let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'word-vectors-errors-'));
  path = join(folder, 'vectors');
});
afterAll(() => rmSync(folder, { recursive: true }));

function floats(...values: number[]): string {
  return Buffer.from(Float32Array.from(values).buffer).toString('latin1');
}

function randomBytes(count: number): Buffer {
  let state = 1;
  return Buffer.from(
    Array.from({ length: count }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    }),
  );
}

async function refusal(file: string, options = everything): Promise<string> {
  const error = await readWordVectors(file, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

// Content as latin1, so that bytes can be written; the message after the path.
test.each([
  ['a row with too few values', 'a 1 2\nb 3\n', ':2: expected 2 values, found 1: "b 3"'],
  ['a row with too many values', 'a 1 2\nb 3 4 5\n', ':2: expected 2 values, found 3: "b 3 4 5"'],
  [
    'a row after the counts with too few values',
    '2 2\na 1 2\nb 3 \n',
    ':3: expected 2 values, found 1: "b 3"',
  ],
  ['a row of a word alone', 'a 1 2\nb\n', ':2: expected 2 values, found 0: "b"'],
  ['NaN', 'a 1 2\nb 3 nan\n', ':2: expected a number as value 2 of 2, found "nan"'],
  ['NaN in the first row', 'a nan 1 2 3\n', ':1: expected a number as value 1 of 4, found "nan"'],
  ['NaN beyond the values', 'a 1 2\nb nan 3 4\n', ':2: expected 2 values, found 3: "b nan 3 4"'],
  ['infinity', 'a 1 2\nb -inf 3\n', ':2: expected a number as value 1 of 2, found "-inf"'],
  [
    'a number beyond float32',
    'a 1 2\nb 1e39 3\n',
    ':2: expected a number as value 1 of 2, found "1e39"',
  ],
  [
    'a word among the values',
    'a 1 2 3\nb 4 x 5\n',
    ':2: expected a number as value 2 of 3, found "x"',
  ],
  [
    'a row cut short by the end of the file',
    'a 1 2\nb 3 4\nc 5',
    ':3: expected 2 values, found 1: "c 5"',
  ],
  [
    'fewer rows than the count',
    '3 2\na 1 2\nb 3 4\n',
    ': expected a row count of 3, as the first line says, found 2',
  ],
  ['counts alone', '3 2\n', ': expected a row count of 3, as the first line says, found 0'],
  [
    'a count of no values',
    '3 0\na\n',
    ':1: expected the number of rows and of values per row (at most 4096), found "3 0"',
  ],
  [
    'a count of too many values',
    '3 1000000000\na 1\n',
    ':1: expected the number of rows and of values per row (at most 4096), found "3 1000000000"',
  ],
  [
    'JSON of another kind',
    '{"a": 1, "words": []}',
    ': expected the JSON of a wink package of word vectors, with a number "dimensions" before "words" and "vectors", found none',
  ],
  [
    'JSON without vectors',
    '{"dimensions":2,"words":["a"]}',
    ': expected the vectors in a member "vectors", found none',
  ],
  [
    'JSON with vectors of too many numbers',
    '{"dimensions":4097,"vectors":{}}',
    ': expected at most 4096 values, found rows of 4097',
  ],
  [
    'a JSON vector with too few numbers',
    '{"dimensions":2,"vectors":{"a":[1]}}',
    ': vector 1: expected a word and 2 numbers, as "word":[1,2], found "1"',
  ],
  [
    'a JSON vector with too many numbers',
    '{"dimensions":2,"vectors":{"a":[1,2,3]}}',
    ': vector 1: expected a word and 2 numbers, as "word":[1,2], found "1,2,3"',
  ],
  [
    'a JSON vector that is no list',
    '{"dimensions":2,"vectors":{"a":[1,2],"b":{"c":[1,2]}}}',
    ': vector 2: expected a word and 2 numbers, as "word":[1,2], found "\\"b\\":{\\"c\\":[1,2]}}}"',
  ],
  [
    'a JSON vector without a word',
    '{"dimensions":2,"vectors":{[1,2]}}',
    ': vector 1: expected a word and 2 numbers, as "word":[1,2], found "[1,2]}}"',
  ],
  [
    'JSON cut short among the vectors',
    '{"dimensions":2,"vectors":{"a":[1,2],"b":[3',
    ': vector 2: expected a word and 2 numbers, as "word":[1,2], found the end of the file',
  ],
  [
    'JSON cut short after the vectors',
    '{"dimensions":2,"vectors":{"a":[1,2]},"unkVector":[0,0]',
    ': expected } at the end of the file, which is cut short',
  ],
  [
    'fewer JSON vectors than the size',
    '{"size":2,"dimensions":2,"vectors":{"a":[1,2]}}',
    ': expected a row count of 2, as "size" says, found 1',
  ],
  [
    'a binary row cut short',
    `2 2\na ${floats(1, 2)}b ${floats(3)}`,
    ': row 2: expected a word and 2 float32 values, found the end of the file (the first line says 2 rows)',
  ],
  [
    'binary rows that are missing',
    `2 2\na ${floats(1, 2)}\n`,
    ': row 2: expected a word and 2 float32 values, found the end of the file (the first line says 2 rows)',
  ],
  [
    'a binary row with NaN',
    `2 2\na ${floats(1, 2)}\nb ${floats(3, Number.NaN)}\n`,
    ': row 2 ("b"): expected a number as value 2 of 2, found NaN',
  ],
  [
    'a binary row with infinity',
    `1 2\na ${floats(Number.NEGATIVE_INFINITY, 2)}\n`,
    ': row 1 ("a"): expected a number as value 1 of 2, found -Infinity',
  ],
  [
    'bytes after the binary rows',
    `1 2\na ${floats(1, 2)}\nb ${floats(3, 4)}\n`,
    ': expected the file to end after row 1, found more bytes',
  ],
  ['an empty file', '', `${noVectors}an empty file`],
  ['plain prose', 'He said Teddy bears\nare on sale.\n', `${noVectors}"He said Teddy bears"`],
  ['a CoNLL file', 'EU NNP B-NP B-ORG\nrejects VBZ B-VP O\n', `${noVectors}"EU NNP B-NP B-ORG"`],
  ['a list of words', 'the\nof\n', `${noVectors}"the"`],
  ['a blank first line', '\nthe 1 2\n', `${noVectors}""`],
  ['bytes without meaning', '\x00\xff\x12\x80', `${noVectors}bytes that are not text`],
  ['a zip archive', 'PK\x03\x04\x14\x00', `${noVectors}a zip archive (unpack it first)`],
  ['a bzip2 archive', 'BZh91AY&SY', `${noVectors}a bzip2 archive (unpack it first)`],
  ['an xz archive', '\xfd7zXZ\x00', `${noVectors}an xz archive (unpack it first)`],
  [
    'a fastText model',
    '\xba\x16\x4f\x2f\x0c\x00',
    `${noVectors}a fastText model (its vectors are in the .vec file beside it)`,
  ],
])('%s is refused', async (_, content, message) => {
  writeFileSync(path, content, 'latin1');
  expect(await refusal(path)).toBe(path + message);
});

test('another dimension than the expected one is refused', async () => {
  writeFileSync(path, 'a 1 2\nb 3 4\n');
  const message = await refusal(path, { ...everything, dimension: 3 });
  expect(message).toBe(`${path}: expected vectors of 3 values, found 2`);
});

test('the line is right far into a gzipped file', async () => {
  const lines = Array.from({ length: 60_000 }, (_, row) => `w${row} 0.125 0.25 0.5 1`);
  lines[54_321] = 'w54321 0.125 0.25 0.5 none';
  writeFileSync(path, gzipSync(`${lines.join('\n')}\n`));
  const message = await refusal(path, { wanted: new Set(['w54321']), keep: 0 });
  expect(message).toBe(`${path}:54322: expected a number as value 4 of 4, found "none"`);
});

test('a long row is quoted by its beginning', async () => {
  writeFileSync(path, `a 1 2\n${'b'.repeat(1000)} 3\n`);
  const message = await refusal(path);
  expect(message).toBe(`${path}:2: expected 2 values, found 1: "${'b'.repeat(60)}…"`);
});

test('a row that does not end is not waited for', async () => {
  writeFileSync(path, `a 1 2\n${'b'.repeat(3 << 20)}`);
  const message = await refusal(path);
  expect(message).toBe(`${path}:2: expected a row of 2 values, found more than 1 MiB in one line`);
});

test('a first line that does not end is not waited for', async () => {
  writeFileSync(path, 'b'.repeat(3 << 20));
  expect(await refusal(path)).toBe(`${path}${noVectors}"${'b'.repeat(60)}…"`);
});

test('a binary word that does not end is not waited for', async () => {
  writeFileSync(path, `2 2\na ${floats(1, 2)}${'b'.repeat(3 << 20)}`, 'latin1');
  const expected = 'expected a word and 2 float32 values';
  expect(await refusal(path)).toBe(
    `${path}: row 2: ${expected}, found no space after a word of 1 MiB`,
  );
});

test('an empty gzipped file is refused', async () => {
  writeFileSync(path, gzipSync(''));
  expect(await refusal(path)).toBe(`${path}${noVectors}an empty file`);
});

test('a gzip stream cut short is refused', async () => {
  const bytes = gzipSync(Buffer.from('a 1 2\n'.repeat(1000)));
  writeFileSync(path, bytes.subarray(0, bytes.length - 12));
  const message = await refusal(path);
  expect(message).toBe(`${path}: the gzip file is cut short`);
});

test('a damaged gzip stream is refused', async () => {
  const bytes = gzipSync(randomBytes(1000));
  bytes[bytes.length - 6] ^= 1;
  writeFileSync(path, bytes);
  const message = await refusal(path);
  expect(message).toBe(`${path}: the gzip file is damaged (incorrect data check)`);
});

test('random bytes are refused', async () => {
  writeFileSync(path, randomBytes(10_000));
  expect(await refusal(path)).toBe(`${path}${noVectors}bytes that are not text`);
});

test('a missing file is refused', async () => {
  const missing = join(folder, 'missing');
  expect(await refusal(missing)).toBe(`${missing}: no such file`);
});

test('a folder is refused', async () => {
  expect(await refusal(folder)).toBe(`${folder}: expected a file, found a folder`);
});

test('vectors wider than those of any network are refused', async () => {
  writeFileSync(path, `the${' 1'.repeat(4097)}\n`);
  expect(await refusal(path)).toBe(
    `${path}:1: expected at most 4096 values, found 4097: "the${' 1'.repeat(28)} …"`,
  );
});

test('rows that unpack to more than a hundred times their size are refused', async () => {
  const rows = gzipSync(`${'x'.repeat(2 ** 19)} 1 2\n`.repeat(2));
  writeFileSync(path, Buffer.concat(Array.from({ length: 80 }, () => rows)));
  expect(await refusal(path)).toBe(
    `${path}: expected a gzip file that unpacks to at most 100 times its size, found one that unpacks to more`,
  );
});
