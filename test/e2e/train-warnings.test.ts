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
    'tagger: warning: other.vec: no training word has a vector (is it for another language?)',
  );
});
