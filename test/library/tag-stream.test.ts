import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { tagStream } from '../../src/library/tag-stream.js';

/** A tagger that marks nothing and keeps the texts of each call. */
function recorder() {
  const calls: (readonly string[])[] = [];
  const tagTexts = (texts: readonly string[]) => {
    calls.push(texts);
    return texts.map((text) => ({ text }));
  };
  return { calls, tagTexts };
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

test('lines come in order with their numbers, also empty ones', async () => {
  const { tagTexts } = recorder();
  const found = await collect(tagStream(['one\n\nth', 'ree'], {}, tagTexts));
  expect(found).toEqual([
    { text: 'one', lineNumber: 1 },
    { text: '', lineNumber: 2 },
    { text: 'three', lineNumber: 3 },
  ]);
});

test('short lines of a chunk are tagged together, long ones in several calls', async () => {
  const { calls, tagTexts } = recorder();
  const long = 'x'.repeat(20_000);
  for await (const _ of tagStream([`a\nb\nc\n${long}\n${long}\nd\n`], {}, tagTexts)) {
    // Only the calls matter.
  }
  expect(calls.map((texts) => texts.length)).toEqual([4, 1, 1]);
});

test('no chunk is read before the lines of the last one have been taken', async () => {
  const { tagTexts } = recorder();
  let chunkCount = 0;
  let isClosed = false;
  function* source() {
    try {
      for (;;) yield `${++chunkCount}\n${chunkCount}\n`;
    } finally {
      isClosed = true;
    }
  }
  const lines = tagStream(source(), {}, tagTexts);
  for (const expected of [1, 1, 2, 2, 3]) {
    await lines.next();
    expect(chunkCount).toBe(expected);
  }
  await lines.return(undefined);
  expect(isClosed).toBe(true);
});

test('an endless stream is read no further than its buffer', async () => {
  const { tagTexts } = recorder();
  let readCount = 0;
  const stream = new Readable({
    highWaterMark: 1000,
    read() {
      readCount++;
      this.push(`${'x'.repeat(99)}\n`);
    },
  });
  const lines = tagStream(stream, {}, tagTexts);
  await lines.next();
  await setImmediate();
  expect(readCount).toBeLessThan(50);
  await lines.return(undefined);
});

test('leaving the loop destroys a stream', async () => {
  const { tagTexts } = recorder();
  const stream = Readable.from(['one\n', 'two\n']);
  for await (const _ of tagStream(stream, {}, tagTexts)) break;
  expect(stream.destroyed).toBe(true);
});

test('a web stream is a source', async () => {
  const { tagTexts } = recorder();
  const found = await collect(tagStream(new Blob(['one\ntwo']).stream(), {}, tagTexts));
  expect(found.map(({ text }) => text)).toEqual(['one', 'two']);
});

test.each([
  [{}, {}, 'stream:1: expected lines of at most 1048576 bytes, found a longer one'],
  [{ name: 'mail' }, {}, 'mail:1: expected lines of at most 1048576 bytes, found a longer one'],
  [{}, { path: 'a.txt' }, 'a.txt:1: expected lines of at most 1048576 bytes, found a longer one'],
  [{ maxLineBytes: 9 }, {}, 'stream:1: expected lines of at most 9 bytes, found a longer one'],
])(
  'with the options %j, a long line of the stream %j is an error',
  async (options, more, error) => {
    const source = Object.assign(['x'.repeat(1 << 20).concat('x')], more);
    await expect(tagStream(source, options, recorder().tagTexts).next()).rejects.toThrow(error);
  },
);

const untyped = tagStream as (...args: unknown[]) => ReturnType<typeof tagStream>;

test.each([
  ['Teddy slept.', {}, 'tagStream: expected a stream of text or bytes, found "Teddy slept."'],
  [undefined, {}, 'tagStream: expected a stream of text or bytes, found undefined'],
  [{}, {}, 'tagStream: expected a stream of text or bytes, found an object'],
  [[], 'news', 'tagStream: expected an object of options, found "news"'],
  [[], { name: 5 }, 'tagStream: expected name to be a string, found 5'],
  [
    [],
    { maxLineBytes: 0 },
    'tagStream: expected maxLineBytes to be a whole number above 0, found 0',
  ],
  [
    [],
    { encoding: 'latin1' },
    'tagStream: expected no option but name and maxLineBytes, found encoding',
  ],
])('tagStream(%j, %j) is a TypeError: %s', (source, options, message) => {
  expect(() => untyped(source, options, recorder().tagTexts)).toThrow(new TypeError(message));
});

test.each([
  [[5], '5'],
  [[null], 'null'],
  [Buffer.from('T'), '84'],
])('chunks %j are a TypeError', async (source, found) => {
  const lines = untyped(source, {}, recorder().tagTexts);
  await expect(lines.next()).rejects.toThrow(
    new TypeError(`tagStream: expected chunks of text or bytes, found ${found}`),
  );
});
