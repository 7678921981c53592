import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unpack } from '../../src/files/unpack.js';
import { cutAt, drain } from './byte-chunks.js';
import { emptyFrame, sampleText, withChecksum, withoutChecksum } from './zstd-samples.js';

const unpacked = (bytes: Uint8Array, cuts: readonly number[] = []) =>
  drain(unpack(cutAt(bytes, cuts), 'f'));

const cuts = fc.array(fc.nat(3000), { maxLength: 6 });
const skippable = Buffer.from('502a4d1803000000616263', 'hex');

test('bytes that are not compressed stay as they are, whatever the chunks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), cuts, async (bytes, places) => {
      const text = Buffer.concat([Buffer.from('a'), bytes]);
      expect(await unpacked(text, places)).toEqual({ bytes: text });
    }),
  );
  for (const hex of ['', '1f', '28', '28b5', 'ff', '502a4d']) {
    const start = Buffer.from(hex, 'hex');
    expect(await unpacked(start)).toEqual({ bytes: start });
  }
});

test('gzip is unpacked, several members in a row too, whatever the chunks', async () => {
  const texts = fc.array(fc.string(), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(texts, cuts, async (parts, places) => {
      const members = Buffer.concat(parts.map((part) => gzipSync(part)));
      expect(await unpacked(members, places)).toEqual({ bytes: Buffer.from(parts.join('')) });
    }),
  );
});

test.each([
  ['with a checksum', withChecksum, 1],
  ['without a checksum', withoutChecksum, 1],
  ['of several frames', Buffer.concat([withChecksum, emptyFrame, withoutChecksum]), 2],
  ['that begins with a frame to skip', Buffer.concat([skippable, withChecksum]), 1],
  ['that is empty', emptyFrame, 0],
])('zstd %s is unpacked, whatever the chunks', async (_, bytes, count) => {
  const expected = { bytes: Buffer.concat(Array.from({ length: count }, () => sampleText)) };
  for (const places of [[], [1, 2, 3, 4, 5], [7, 100, 101, 700]]) {
    expect(await unpacked(bytes, places)).toEqual(expected);
  }
});

test('nothing waits for more bytes if the first cannot begin compressed data', async () => {
  for (const text of ['a', 'P\n', '(a', '5']) {
    const chunks = new Readable({ read() {} });
    chunks.push(text);
    const { value } = await unpack(chunks, 'f').next();
    expect(String(value)).toBe(text);
  }
});

const inputError = (message: string) => ({ name: 'InputError', message });

test.each([
  ['gzip', gzipSync(sampleText)],
  ['zstd', withChecksum],
])('a %s file that is cut short is refused by name', async (kind, bytes) => {
  for (const length of [8, bytes.length >> 1, bytes.length - 1]) {
    const { error } = await unpacked(bytes.subarray(0, length));
    expect(error).toMatchObject(inputError(`f: the ${kind} file is cut short`));
  }
});

test.each([
  ['gzip', gzipSync(sampleText), 20],
  ['zstd', withoutChecksum, 4],
])('a damaged %s file is refused by name', async (kind, bytes, place) => {
  const damaged = Buffer.from(bytes);
  damaged.fill(0xff, place, place + 40);
  const { error } = await unpacked(damaged);
  expect(error).toMatchObject({
    name: 'InputError',
    message: expect.stringMatching(new RegExp(`^f: the ${kind} file `)),
  });
});

test.each([
  ['a window descriptor', '28b52ffd0090'],
  ['a content size of four bytes', '28b52ffda0ffffff7f'],
  ['a content size of eight bytes', '28b52ffde00000000001000000'],
])('a zstd frame that asks for too much memory by %s is refused', async (_, hex) => {
  const frame = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(20)]);
  const refused = inputError('f: the zstd file needs a window of more than 128 MiB');
  expect((await unpacked(frame)).error).toMatchObject(refused);
  const later = Buffer.concat([skippable, withChecksum, withoutChecksum, frame]);
  for (const places of [[], [3, 10, 20, 30, 40, 200, 600]]) {
    expect((await unpacked(later, places)).error).toMatchObject(refused);
  }
});

test('what precedes the damage is not lost', async () => {
  const damaged = Buffer.concat([gzipSync(sampleText), gzipSync('x').subarray(0, 8)]);
  const { bytes, error } = await unpacked(damaged);
  expect(bytes).toEqual(sampleText);
  expect(error).toMatchObject(inputError('f: the gzip file is cut short'));
});

test('an error of the source passes unchanged', async () => {
  const own = new Error('own');
  async function* failing() {
    yield gzipSync(sampleText).subarray(0, 30);
    throw own;
  }
  expect((await drain(unpack(failing(), 'f'))).error).toBe(own);
});

test('a small file that unpacks to a large one comes in small chunks', async () => {
  const bomb = gzipSync(Buffer.alloc(1 << 24));
  let largest = 0;
  let count = 0;
  for await (const { length } of unpack(cutAt(bomb), 'f')) {
    largest = Math.max(largest, length);
    count += length;
  }
  expect(count).toBe(1 << 24);
  expect(largest).toBeLessThanOrEqual(1 << 18);
});
