// Input that is too large: one sentence, before the memory is taken.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';

const folder = mkdtempSync(join(tmpdir(), 'limits-'));
afterAll(() => rmSync(folder, { recursive: true }));
const corpus = join(folder, 'corpus.conll');

const dev = join(folder, 'dev.conll');
writeFileSync(dev, 'Teddy B-PER\n');

function trainOn(content: string, ...flags: readonly string[]) {
  writeFileSync(corpus, content);
  const output = join(folder, 'model');
  return runTagger(['train', corpus, '--dev', dev, '--output', output, '--quiet', ...flags]);
}

const sentenceOf = (count: number) => 'Teddy B-PER\nwas O\n'.repeat(count / 2);
const typesOf = (count: number) =>
  Array.from({ length: count }, (_, n) => `w${n} B-${n === 0 ? 'PER' : `T${n}`}\n`).join('\n');

test('more types than a CRF has room for are refused', () => {
  expect(trainOn(typesOf(4000))).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${corpus}: training needs 11.3 GB of memory, of which a network can have 4.3 GB: the 4000 entity types have 16001 labels, which --decoder crf scores in pairs (see --decoder softmax)\n`,
  });
});

test('more types than a model file may have are refused', () => {
  const { exitCode, stderr } = trainOn(typesOf(10_001), '--decoder', 'softmax');
  expect(stderr).toBe(`tagger: ${corpus}: expected at most 10000 entity types, found 10001\n`);
  expect(exitCode).toBe(1);
});

const wide = ['--hidden', '400', '--layers', '3', '--characters', 'none'];

test('a corpus without blank lines is refused with the likely cause', () => {
  const content = `was O\n\n${sentenceOf(60_000)}`;
  const { exitCode, stderr } = trainOn(content, ...wide);
  expect(stderr).toMatch(
    /^tagger: .*corpus\.conll:3: a sentence of 60000 tokens needs \d+\.\d GB in training, and there are \d\.\d GB: is the blank line between sentences missing\?\n$/,
  );
  expect(exitCode).toBe(1);
});

test('a batch without room is refused with the size that fits', () => {
  const content = `${sentenceOf(1000)}\n`.repeat(80);
  const { exitCode, stderr } = trainOn(content, '--batch-size', '1000000000', ...wide);
  expect(stderr).toMatch(
    /^tagger: .*corpus\.conll: a batch of 80000 tokens needs \d+\.\d GB in training, and there are \d\.\d GB: use --batch-tokens \d{4,5} or less\n$/,
  );
  expect(exitCode).toBe(1);
});

test('vectors wider than any network are refused', () => {
  const vectors = join(folder, 'vectors.txt');
  writeFileSync(vectors, `the${' 0.5'.repeat(5000)}\n`);
  const { exitCode, stderr } = trainOn('Teddy B-PER\n\nwas O\n', '--vectors', vectors);
  expect(stderr).toBe(
    `tagger: ${vectors}:1: expected at most 4096 values, found 5000: "the${' 0.5'.repeat(14)} …"\n`,
  );
  expect(exitCode).toBe(1);
});
