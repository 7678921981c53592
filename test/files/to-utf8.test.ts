import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COMMON_ENCODINGS, findEncoding } from '../../src/files/encodings.js';
import { toUtf8 } from '../../src/files/to-utf8.js';
import { cutAt, drain } from './byte-chunks.js';

interface Settings {
  readonly encoding?: string;
  readonly isReplacing?: boolean;
  readonly cuts?: readonly number[];
}

async function decoded(bytes: Uint8Array, { encoding, isReplacing, cuts }: Settings = {}) {
  const marks: string[] = [];
  const replaced: number[][] = [];
  const text = toUtf8(cutAt(bytes, cuts), 'f', {
    encoding,
    onMark: (mark) => marks.push(mark),
    onReplaced: isReplacing ? (...found) => replaced.push(found) : undefined,
  });
  const { bytes: utf8, error } = await drain(text);
  return { text: utf8.toString(), marks, replaced, error };
}

const cuts = fc.array(fc.nat(40), { maxLength: 6 });
const utf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
const wellFormed = fc.string({ unit: 'grapheme' });

test('UTF-8 passes unchanged, with its byte order mark', async () => {
  await fc.assert(
    fc.asyncProperty(wellFormed, cuts, fc.boolean(), async (text, places, isReplacing) => {
      const marked = `\ufeff${text}`;
      const found = await decoded(Buffer.from(marked), { cuts: places, isReplacing });
      expect(found).toEqual({ text: marked, marks: [], replaced: [], error: undefined });
    }),
  );
});

test.each([
  [false, 'utf-16le'],
  [true, 'utf-16be'],
])('UTF-16 is recognized by its byte order mark (big endian: %p)', async (isBig, name) => {
  await fc.assert(
    fc.asyncProperty(wellFormed, cuts, async (text, places) => {
      // Otherwise the bytes would begin as UTF-32 does.
      fc.pre(!text.startsWith('\0'));
      const found = await decoded(utf16(`\ufeff${text}`, isBig), { cuts: places });
      expect(found).toEqual({ text, marks: [name], replaced: [], error: undefined });
      const given = await decoded(utf16(text, isBig), { cuts: places, encoding: name });
      expect(given.text).toBe(text.replace(/^\ufeff/, ''));
    }),
  );
});

test.each([
  ['fffe000041000000', 'UTF-32'],
  ['0000feff00000041', 'UTF-32'],
  ['4100420043000a00', 'UTF-16 without a byte order mark (--encoding utf-16le reads it)'],
  ['004100420043000a', 'UTF-16 without a byte order mark (--encoding utf-16be reads it)'],
])('bytes %s are refused as %s', async (hex, what) => {
  const { error } = await decoded(Buffer.from(hex, 'hex'));
  expect(error).toMatchObject({
    name: 'InputError',
    message: `f: expected UTF-8 text, found ${what}`,
  });
});

test.each([
  ['windows-1252', '80 e9 93 41 94', '€é“A”'],
  ['shift_jis', '93 fa 96 7b 0a', '日本\n'],
  ['gb18030', 'b1 b1 be a9 84 31 a4 37', '北京\ufffd'],
  ['euc-kr', 'bc ad bf ef', '서울'],
  ['big5', 'a5 5f a5 ab', '北市'],
  ['koi8-r', 'ed cf d3 cb d7 c1', 'Москва'],
  ['iso-8859-2', 'a3 f3 64 bc', 'Łódź'],
])('%s is decoded, whatever the chunks', async (encoding, hex, text) => {
  const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  for (let cut = 0; cut <= bytes.length; cut++) {
    for (const isReplacing of [false, true]) {
      const found = await decoded(bytes, { encoding, cuts: [cut], isReplacing });
      expect(found).toEqual({ text, marks: [], replaced: [], error: undefined });
    }
  }
});

test('invalid bytes are refused with line and offset, after the text before them', async () => {
  const bytes = Buffer.from('610a93fa8120966e0a', 'hex');
  for (let cut = 0; cut <= bytes.length; cut++) {
    const { text, error } = await decoded(bytes, { encoding: 'shift_jis', cuts: [cut] });
    expect(text).toBe('a\n日');
    expect(error).toMatchObject({
      name: 'InputError',
      message:
        'f:2: expected shift_jis text, found other bytes at offset 5 (see --encoding and --invalid)',
    });
  }
});

test('a character that is cut off by the end is refused', async () => {
  const { text, error } = await decoded(utf16('a\nb').subarray(0, 5), { encoding: 'utf-16le' });
  expect(text).toBe('a\n');
  expect(error).toMatchObject({ message: expect.stringMatching(/^f:2: .* at offset 5 /) });
});

test('invalid bytes are replaced and counted, valid replacement characters are not', async () => {
  const parts = fc.array(
    fc.constantFrom(...['61', '0a', 'efbfbd', 'c3a9', 'f09fa7b8', 'ff', 'fe']),
  );
  await fc.assert(
    fc.asyncProperty(parts, cuts, async (hex, places) => {
      const bytes = Buffer.from(`61${hex.join('')}`, 'hex');
      const { text, replaced } = await decoded(bytes, { isReplacing: true, cuts: places });
      expect(text).toBe(bytes.toString());
      const invalid = hex.filter((each) => each === 'ff' || each === 'fe').length;
      expect(replaced.map(([count]) => count)).toEqual(invalid > 0 ? [invalid] : []);
    }),
  );
});

test('the line of the first replaced bytes is reported', async () => {
  const bytes = Buffer.from('a\nb\n\xff\n\xff', 'latin1');
  const { replaced } = await decoded(bytes, { isReplacing: true, cuts: [2, 3] });
  expect(replaced).toEqual([[2, 3]]);
});

test.each([
  ['latin1', 'windows-1252'],
  ['UTF8', 'utf-8'],
  ['utf16le', 'utf-16le'],
  ['UTF-16BE', 'utf-16be'],
  ['sjis', 'shift_jis'],
  ['utf-7', undefined],
  ['', undefined],
])('the encoding %j is %s', (name, encoding) => {
  expect(findEncoding(name)).toBe(encoding);
});

test('each encoding that is suggested exists', () => {
  for (const name of COMMON_ENCODINGS) expect(findEncoding(name)).toBeDefined();
});
