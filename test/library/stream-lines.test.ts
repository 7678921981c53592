import { createReadStream } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../src/errors.js';
import { streamLines, type TextSource } from '../../src/library/stream-lines.js';
import { anyCharacter } from '../any-character.js';

const limits = { name: 'news', maxLineBytes: 100 };

/** The lines, and the error that ended them. */
async function linesOf(source: TextSource, { maxLineBytes = 100 } = {}) {
  const lines: string[] = [];
  try {
    for await (const some of streamLines(source, { ...limits, maxLineBytes })) lines.push(...some);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return { lines, error: (error as Error).message };
  }
  return { lines };
}

/** The parts between cuts at any places. */
function cut<Whole extends string | Buffer>(whole: Whole, places: readonly number[]): Whole[] {
  const cuts = places.map((place) => place % (whole.length + 1)).sort((a, b) => a - b);
  return [0, ...cuts].map((from, index) => whole.slice(from, cuts[index] ?? whole.length) as Whole);
}

const anyText = fc
  .array(fc.oneof(fc.string({ unit: anyCharacter }), fc.constantFrom('\n', '\r\n', '\r', '😀', '')))
  .map((parts) => parts.join(''));
const anyPlaces = fc.array(fc.nat(200), { maxLength: 6 });

test('lines are the same wherever the chunks are cut, as text or as bytes', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyPlaces, async (text, places) => {
      const expected = text.split(/\r?\n/);
      if (expected.at(-1) === '') expected.pop();
      for (const source of [cut(text, places), cut(Buffer.from(text), places)]) {
        expect(await linesOf(source, { maxLineBytes: 1e6 })).toEqual({ lines: expected });
      }
    }),
  );
});

test('half of a character stays until its other half arrives, and is replaced if none does', async () => {
  const [high, low] = ['\ud83d', '\ude00'];
  expect(await linesOf([`a${high}`, `${low}b\nc${high}`])).toEqual({ lines: ['a😀b', 'c\ufffd'] });
});

test('a line is yielded as soon as its end has arrived', async () => {
  const seen: string[] = [];
  async function* source() {
    yield 'one\ntw';
    expect(seen).toEqual(['one']);
    yield 'o\n';
    expect(seen).toEqual(['one', 'two']);
  }
  for await (const lines of streamLines(source(), limits)) seen.push(...lines);
  expect(seen).toEqual(['one', 'two']);
});

test.each([
  ['one chunk', [Buffer.from('one\ntwo \xff\nthree\n', 'latin1')]],
  ['many chunks', [...Buffer.from('one\ntwo \xff\nthree\n', 'latin1')].map((b) => Buffer.of(b))],
])('bytes that are not UTF-8 end the stream after the lines before, in %s', async (_, source) => {
  expect(await linesOf(source)).toEqual({
    lines: ['one'],
    error: 'news:2: expected UTF-8 text, found other bytes: "two \ufffd"',
  });
});

test('a line may be as long as the limit, with either end or none', async () => {
  for (const end of ['\n', '\r\n', '']) {
    for (const source of [[`12345${end}`], [...`12345${end}`], [`1234😀${end}`.slice(4)]]) {
      expect((await linesOf(source, { maxLineBytes: 5 })).lines).toHaveLength(1);
    }
  }
});

test.each(['\n', '\r\n', ''])('a longer line is an error, with the end %j', async (end) => {
  const error = 'news:2: expected lines of at most 5 bytes, found a longer one';
  for (const source of [[`one\n123456${end}`], [...`one\n123456${end}`], [`one\n1234é${end}`]]) {
    expect(await linesOf(source, { maxLineBytes: 5 })).toEqual({ lines: ['one'], error });
  }
});

test('of an endless line no more is read than the limit', async () => {
  let count = 0;
  function* endless() {
    for (;;) {
      count++;
      yield 'x'.repeat(10);
    }
  }
  const { error } = await linesOf(endless());
  expect(error).toBe('news:1: expected lines of at most 100 bytes, found a longer one');
  expect(count).toBe(11);
});

test('a file that cannot be read is an error with a sentence', async () => {
  expect(await linesOf(createReadStream('/no/such/file'))).toEqual({
    lines: [],
    error: 'news: no such file',
  });
});

test('an error of the source that does not come from the system passes through', async () => {
  const error = new Error('mine');
  async function* source() {
    yield 'one\n';
    throw error;
  }
  const lines = streamLines(source(), limits);
  expect(await lines.next()).toEqual({ done: false, value: ['one'] });
  await expect(lines.next()).rejects.toBe(error);
});
