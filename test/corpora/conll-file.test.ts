import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseConll } from '../../src/corpora/conll.js';
import { openConll } from '../../src/corpora/conll-file.js';
import { countTypes } from '../../src/corpora/map-types.js';

const folder = mkdtempSync(join(tmpdir(), 'conll-'));
const path = join(folder, 'file.conll');
afterAll(() => rmSync(folder, { recursive: true }));

function open(content: string, strict = false) {
  writeFileSync(path, content);
  return openConll(path, { strict });
}

const tag = fc.constantFrom('O', 'B-PER', 'I-PER', 'E-PER', 'S-LOC', 'L-LOC', 'U-PER', 'M-LOC');
const row = fc.tuple(fc.constantFrom('Anna', '#x', '-', 'Zoé', '-DOCSTART-'), tag);
const corpus = fc
  .array(fc.array(row, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })
  .filter((sentences) => sentences.flat().some(([token]) => token !== '-DOCSTART-'))
  .map((sentences) =>
    sentences.map((rows) => rows.map((row) => `${row.join('\t')}\n`).join('')).join('\n'),
  );

test('a corpus read anew has the sentences, counts and warnings of one that is held', async () => {
  await fc.assert(
    fc.asyncProperty(corpus, async (content) => {
      const file = await open(content);
      const held = parseConll(Buffer.from(content), path);
      expect([...file.sentences]).toEqual(held.sentences);
      expect([...file.sentences]).toEqual(held.sentences);
      const { scheme, tokenCount, tagColumn, warnings } = held;
      expect(file).toMatchObject({ scheme, tokenCount, tagColumn, warnings });
      expect(file.sentenceCount).toBe(held.sentences.length);
      const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort();
      expect(sorted(file.typeCounts)).toEqual(sorted(countTypes(held.sentences)));
    }),
  );
});

test.each([
  ['', 'expected sentences in columns, found an empty file'],
  ['\n\n', 'expected sentences in columns, found a file without tokens'],
])('%j is refused', async (content, message) => {
  await expect(open(content)).rejects.toThrow(`${path}: ${message}`);
});

test('illegal tags are refused at their first place if asked', async () => {
  await expect(open('a O\nb I-PER\n\nc B-PER\nd I-PER\n', true)).rejects.toThrow(
    `${path}:2: expected tags legal in IOB2, found I-PER after O`,
  );
});
