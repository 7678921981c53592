// Warnings of `tagger train` about corpora that do not fit together.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const cwd = mkdtempSync(join(tmpdir(), 'train-warnings-'));
const other = 'Anna B-X\nslept O\n';

beforeAll(() => {
  writeFileSync(join(cwd, 'train.conll'), tinyCorpus);
  writeFileSync(join(cwd, 'copy.conll'), tinyCorpus);
  writeFileSync(join(cwd, 'other.conll'), other);
  symlinkSync('train.conll', join(cwd, 'link.conll'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

function warningsOf(...args: string[]): string[] {
  const fast = ['--epochs', '1', '--hidden', '8', '--output', 'm', '--force'];
  const { exitCode, stderr } = runTagger(['train', 'train.conll', ...args, ...fast], { cwd });
  expect(exitCode).toBe(0);
  return stderr.split('\n').filter((line) => line.startsWith('tagger: warning: '));
}

test.each(['train.conll', 'link.conll', 'copy.conll'])('--dev %s is the corpus itself', (dev) => {
  expect(warningsOf('--dev', dev)).toEqual([
    `tagger: warning: ${dev}: --dev has the same content as CORPUS; its scores say nothing about new text`,
  ]);
});

test('sentences of dev and test that the tagger learns from are counted', () => {
  const ownSentence = 'Anna B-PER\nsaw O\nit O\nin O\nRome B-LOC\n';
  writeFileSync(join(cwd, 'mixed.conll'), [tinyCorpus, tinyCorpus, ownSentence].join('\n'));
  writeFileSync(join(cwd, 'own.conll'), ownSentence);
  const nothing = 'scores on them say nothing about new text';
  const long = 'of at least 5 tokens are in';
  expect(warningsOf('--dev', 'mixed.conll', '--test', 'own.conll')).toEqual([
    `tagger: warning: mixed.conll: 18 of 19 sentences ${long} train.conll too; ${nothing}`,
    `tagger: warning: own.conll: 1 of 1 sentences ${long} mixed.conll too; ${nothing}`,
  ]);
});

test('scores on the corpus of a model, or of its base model, give a warning', () => {
  warningsOf('--dev', 'other.conll');
  const tuning = ['--from', 'm', '--epochs', '1', '--output', 'tuned', '--quiet'];
  writeFileSync(join(cwd, 'more.conll'), 'Berlin B-LOC\nis O\n\nRome B-LOC\n');
  expect(runTagger(['train', 'more.conll', ...tuning], { cwd }).stderr).toBe('');
  const scored = (...flags: string[]) => runTagger(['eval', ...flags, '--quiet'], { cwd }).stderr;
  const warning = (path: string) =>
    `tagger: warning: train.conll: ${path} was trained on this file; its scores say nothing about new text\n`;
  const both = ['--model', 'm', '--model', 'tuned'];
  expect(scored('train.conll', ...both)).toBe(warning('m') + warning('tuned'));
  expect(scored('other.conll', '--model', 'm')).toContain('has no type X');
  expect(scored('train.conll', '--model', 'm', '--suspects', '3')).toBe('');
});

test('types that the corpus lacks count as missed', () => {
  expect(warningsOf('--dev', 'copy.conll', '--test', 'other.conll').at(-1)).toBe(
    'tagger: warning: other.conll: 1 entity of type X counts as missed: train.conll has no such type',
  );
});

test('corpora that fit together give no warning', () => {
  writeFileSync(join(cwd, 'dev.conll'), 'Anna B-PER\nslept O\n');
  expect(warningsOf('--dev', 'dev.conll')).toEqual([]);
});

test('a vector file without any training word is reported', () => {
  writeFileSync(join(cwd, 'other.vec'), 'zzz 1 2\nyyy 3 4\n');
  expect(warningsOf('--dev', 'other.conll', '--vectors', 'other.vec')).toContain(
    'tagger: warning: other.vec: no training word has a vector (is it for another language, or in another case?)',
  );
  writeFileSync(join(cwd, 'few.vec'), 'anna 1 2\nyyy 3 4\n');
  expect(warningsOf('--dev', 'other.conll', '--vectors', 'few.vec')).toContain(
    'tagger: warning: few.vec: only 1 of 29 training words has a vector (is it for another language, or in another case?)',
  );
});
