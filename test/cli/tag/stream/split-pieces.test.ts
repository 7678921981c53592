import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Passage } from '../../../../src/cli/formats/passage.js';
import { readPieces } from '../../../../src/cli/tag/read-lines.js';
import {
  splitBetweenSentences,
  splitBetweenTokens,
} from '../../../../src/cli/tag/split-long-lines.js';
import { splitPieces } from '../../../../src/cli/tag/stream/split-pieces.js';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

type Split = (lines: Iterable<Passage>) => Iterable<Passage>;

async function passagesOf(text: string, chunkBytes: number, pieceBytes: number, split: Split) {
  const passages: Passage[] = [];
  const pieces = readPieces(chunksOf(Buffer.from(text), chunkBytes), 'file', pieceBytes);
  for await (const some of splitPieces(pieces, split)) passages.push(...some);
  return passages;
}

const fragment = fc.constantFrom(
  'Teddy was here. ',
  'Mr. ',
  'Is it? ',
  'a bear, ',
  '🧸 ',
  'é\u0301',
  '\r',
  '日本語。',
  '\n',
  '\r\n',
);

test('pieces together are the text, and the lines have their ends', async () => {
  const texts = fc.array(fragment).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (text, size) => {
      const passages: Passage[] = [];
      for await (const some of readPieces(chunksOf(Buffer.from(text), size), 'file', 5)) {
        passages.push(...some);
      }
      expect(passages.map((passage) => passage.text + (passage.end ?? '')).join('')).toBe(text);
      const ends = passages.filter(({ end }) => end !== undefined);
      expect(ends.length).toBe(text.match(/[^\n]*\n|[^\n]+$/g)?.length ?? 0);
      expect(ends.map(({ lineNumber }) => lineNumber)).toEqual(ends.map((_, index) => index + 1));
    }),
  );
});

const splits: Record<string, Split> = {
  sentences: (lines) => splitBetweenSentences(lines),
  tokens: (lines) => splitBetweenTokens(lines, 2000),
};

test.each(Object.keys(splits))('a line in pieces is split as the whole line: %s', async (name) => {
  const split = splits[name];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fragment, { minLength: 200, maxLength: 400 }),
      fc.integer({ min: 1000, max: 30_000 }),
      async (parts, size) => {
        const text = `${parts
          .join('')
          .replaceAll(/[\r\n]/g, '')
          .repeat(40)}\nShort.`;
        const [long, short] = text.split('\n');
        const whole: Passage[] = [
          { text: long, end: '\n', lineNumber: 1 },
          { text: short, end: '', lineNumber: 2 },
        ];
        expect(await passagesOf(text, size, 20_000, split)).toEqual([...split(whole)]);
      },
    ),
    { numRuns: 15 },
  );
});

test('a sentence without an end is split where there is hardly an entity', () => {
  const text = 'the bear, which Anna saw in Paris and '.repeat(20_000);
  const passages = [...splitBetweenSentences([{ text, end: '\n', lineNumber: 1 }])];
  expect(passages.length).toBeGreaterThan(2);
  expect(passages.map((passage) => passage.text).join('')).toBe(text);
  for (const passage of passages.slice(0, -1)) expect(passage.text.endsWith('bear, ')).toBe(true);
});

test('words without spaces are not split within a character', () => {
  const text = `a${'🧸\ufe0f'.repeat(300_000)}`;
  const passages = [...splitBetweenSentences([{ text, end: '\n', lineNumber: 1 }])];
  expect(passages.length).toBeGreaterThan(2);
  expect(passages.map((passage) => passage.text).join('')).toBe(text);
  for (const passage of passages.slice(1)) expect(passage.text.startsWith('🧸')).toBe(true);
});

test('bytes that are not UTF-8 are refused with their place, after the pieces before', async () => {
  const bytes = Buffer.concat([Buffer.from('x\n'), Buffer.alloc(40, 97), Buffer.from([255])]);
  let text = '';
  const reading = async () => {
    for await (const some of readPieces(chunksOf(bytes, 7), 'in.txt', 10)) {
      text += some.map((piece) => piece.text).join('');
    }
  };
  await expect(reading()).rejects.toThrow(
    /^in.txt:2: expected UTF-8 text, found other bytes at offset 42: /,
  );
  expect(text).toMatch(/^xa{30,40}$/);
});
