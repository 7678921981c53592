// Words no one would spell out: they train and tag like others.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'long-word-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  { what: 'of 5,000 letters', word: `${'abcde'.repeat(999)}Teddy` },
  { what: 'of one megabyte', word: 'x'.repeat(1e6) },
  { what: 'of 100,000 bears', word: '\u{1f43b}'.repeat(1e5) },
])('a word $what trains and tags', ({ word }) => {
  const corpus = join(folder, 'long.conll');
  writeFileSync(corpus, `${tinyCorpus}\n${word} B-PER\nsleeps O\n`);
  const model = join(folder, 'long.safetensors');
  const small = ['--hidden', '8', '--epochs', '2', '--force'];
  const args = ['train', corpus, '--dev', corpus, '--output', model, ...small];
  expect(runTagger(args).exitCode).toBe(0);
  // A longer one too, which was not seen in training.
  const lines = [`${word} sleeps`, `${word}${word} sleeps`];
  const { exitCode, stdout } = runTagger(['tag', '--model', model, '--format', 'jsonl'], {
    input: `${lines.join('\n')}\n`,
  });
  expect(exitCode).toBe(0);
  const objects = stdout.trimEnd().split('\n');
  expect(objects.map((object) => JSON.parse(object).text)).toEqual(lines);
});
