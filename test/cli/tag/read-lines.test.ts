import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLines } from '../../../src/cli/tag/read-lines.js';

async function* chunksOf(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
    const end = Math.min(cut, bytes.length);
    yield bytes.subarray(start, end);
    start = end;
  }
}

async function linesOf(bytes: Uint8Array, cuts: readonly number[] = [], maxByteLength?: number) {
  const lines = [];
  for await (const some of readLines(chunksOf(bytes, cuts), 'file', maxByteLength))
    lines.push(...some);
  return lines;
}

const charactersThatMatter = fc.constantFrom(...'a \t\n\r\f\v\0é€🧸\u2028\u0085\ufeff', '\r\n');

test('lines and their ends together are the text, whatever the chunks', async () => {
  const text = fc.array(charactersThatMatter).map((characters) => characters.join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(40), { maxLength: 5 }), async (content, cuts) => {
      const lines = await linesOf(Buffer.from(content), cuts);
      expect(lines.map((line) => line.text + line.end).join('')).toBe(content);
      expect(lines).toHaveLength(content.match(/[^\n]*\n|[^\n]+$/g)?.length ?? 0);
    }),
  );
});

test('a line ends in LF, in CRLF, or with the text', async () => {
  expect(await linesOf(Buffer.from('a\nb\r\n\rc\r\r\n\r\nd\r'))).toEqual([
    { text: 'a', end: '\n', lineNumber: 1 },
    { text: 'b', end: '\r\n', lineNumber: 2 },
    { text: '\rc\r', end: '\r\n', lineNumber: 3 },
    { text: '', end: '\r\n', lineNumber: 4 },
    { text: 'd\r', end: '', lineNumber: 5 },
  ]);
});

test('whole lines are yielded at once, without waiting for more', async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('one\ntwo\nthr');
    throw new Error('read on too early');
  }
  const { value } = await readLines(endless(), 'file').next();
  expect(value).toEqual([
    { text: 'one', end: '\n', lineNumber: 1 },
    { text: 'two', end: '\n', lineNumber: 2 },
  ]);
});

test('bytes that are not UTF-8 are refused with their line, after the lines before', async () => {
  const bytes = Buffer.from('one\ntwo\nthr\xffee\nfour\n', 'latin1');
  const texts: string[] = [];
  const reading = async () => {
    for await (const lines of readLines(chunksOf(bytes, [5]), 'in.txt')) {
      texts.push(...lines.map(({ text }) => text));
    }
  };
  await expect(reading()).rejects.toMatchObject({
    name: 'InputError',
    message:
      'in.txt:3: expected UTF-8 text, found other bytes at offset 11: "thr\ufffdee\\n" (see --encoding and --invalid)',
  });
  expect(texts).toEqual(['one', 'two']);
});

test('a character that is cut off by the end of the text is refused', async () => {
  await expect(linesOf(Buffer.from('a\n€').subarray(0, 4))).rejects.toThrow(
    'file:2: expected UTF-8 text, found other bytes at offset 2: "\ufffd" (see --encoding and --invalid)',
  );
});

test('a line that is longer than a string can be is refused before it is in memory', async () => {
  await expect(linesOf(Buffer.from('a\nbcdefgh'), [3, 5, 7], 4)).rejects.toThrow(
    'file:2: expected lines of at most 4 bytes, found a longer one',
  );
});
