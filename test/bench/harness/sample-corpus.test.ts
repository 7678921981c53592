import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { countTokens, repeated, writeConll } from '../../../bench/harness/sample-corpus.js';
import { readConll } from '../../../src/corpora/conll-file.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a written corpus is read back unchanged', async () => {
  const { sentences, tokenCount } = await readConll('data/teddy/dev.conll');
  const path = join(folder, 'dev.conll');
  writeConll(path, sentences);
  const again = await readConll(path);
  const contentOf = (corpus: typeof sentences) =>
    corpus.map(({ tokens, spans }) => ({ tokens, spans }));
  expect(contentOf(again.sentences)).toEqual(contentOf(sentences));
  expect(countTokens(again.sentences)).toBe(tokenCount);
});

test('sentences are repeated until there are enough tokens', () => {
  const sentenceOf = (...tokens: string[]) => ({ tokens, spans: [], line: 1 });
  const [a, b] = [sentenceOf('a'), sentenceOf('b', 'b')];
  expect(repeated([a, b], 5)).toEqual([a, b, a, b]);
  expect(repeated([a, b], 4)).toEqual([a, b, a]);
});
