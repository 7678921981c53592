import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runOnTerminal, runTagger } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'quiet-'));
const model = join(folder, 'tiny.safetensors');
const corpus = join(folder, 'tiny.conll');
const text = join(folder, 'text.txt');
const output = join(folder, 'm.safetensors');
const training = ['train', corpus, '--output', output, '--force', '--hidden', '8', '--epochs', '2'];

beforeAll(async () => {
  await writeTinyModel(model);
  writeFileSync(corpus, tinyCorpus);
  writeFileSync(text, 'Teddy Roosevelt was a great president .\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['eval', [corpus, '--model', model]],
  ['tag', [text, '--model', model]],
  ['inspect', [model]],
])('%s --quiet prints only its result, which is the same', (command, args) => {
  const { stdout } = runTagger([command, ...args]);
  expect(stdout).not.toBe('');
  expect(runTagger([command, ...args, '--quiet'])).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('train --quiet prints nothing and writes the same model', () => {
  expect(runTagger(training).exitCode).toBe(0);
  const bytes = readFileSync(output);
  const silence = { exitCode: 0, stdout: '', stderr: '' };
  expect(runTagger([...training, '--quiet'])).toEqual(silence);
  expect(readFileSync(output).equals(bytes)).toBe(true);
});

test('the key quiet of a config file does the same for several runs with vectors and reports', () => {
  const config = join(folder, 'config.json');
  const vectors = join(folder, 'v.txt');
  const report = join(folder, 'g.svg');
  const words = ['teddy', 'paris', 'roosevelt', 'anna', 'the', 'was', 'in', 'a'];
  writeFileSync(vectors, words.map((word, index) => `${word} 0.1 -0.${index + 1}\n`).join(''));
  writeFileSync(config, '{"quiet": true, "runs": 2, "quantize": true}');
  const flags = ['--config', config, '--vectors', vectors, '--gradient-report', report];
  const silence = { exitCode: 0, stdout: '', stderr: '' };
  expect(runTagger([...training, ...flags])).toEqual(silence);
});

test.each([
  ['train', training],
  ['eval', ['eval', corpus, '--model', model]],
])('%s --quiet still prints warnings', (_, args) => {
  writeFileSync(corpus, tinyCorpus.replace('B-LOC', 'I-LOC'));
  const { exitCode, stderr } = runTagger([...args, '--quiet']);
  writeFileSync(corpus, tinyCorpus);
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/^(?:tagger: warning: .*\n)+$/);
});

test('eval --quiet prints gates that failed, not those that passed', () => {
  const other = join(folder, 'other.conll');
  writeFileSync(other, tinyCorpus.replaceAll('-LOC', '-ORG'));
  const gates = ['--min-precision', '0', '--min-f1', '1', '--quiet'];
  const { exitCode, stderr } = runTagger(['eval', other, '--model', model, ...gates]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^failed: F1 .*\n$/);
});

test('train --quiet still prints runs that diverge, and the error', () => {
  const rate = ['--optimizer', 'sgd', '--learning-rate', '1e30'];
  const explosive = [...rate, '--clip-norm', '0', '--batch-size', '2'];
  const { exitCode, stderr } = runTagger([...training, ...explosive, '--runs', '2', '--quiet']);
  expect(exitCode).toBe(1);
  const lines = stderr.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^tagger: warning: --learning-rate 1e\+30: /);
  expect(lines[1]).toMatch(/^tagger: warning: run 1\/2, seed 1 diverged and is excluded: /);
  expect(lines[2]).toMatch(/^tagger: warning: run 2\/2, seed 2 diverged and is excluded: /);
  expect(lines[3]).toMatch(/^tagger: .*no model was written$/);
  expect(lines).toHaveLength(4);
});

test.each(['train', 'eval', 'tag'])('%s: --quiet with --verbose is wrong usage', (command) => {
  expect(runTagger([command, corpus, '--verbose', '--quiet'])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `tagger: --quiet: cannot be combined with --verbose (see tagger ${command} --help)\n`,
  });
});

test('with --quiet a terminal shows neither model nor bar', () => {
  const text = join(folder, 'long.txt');
  writeFileSync(text, 'Teddy Roosevelt was a great president .\n'.repeat(10_000));
  const silence = { exitCode: 0, stdout: '', stderr: '' };
  const variable = { TAGGER_MODEL: model };
  expect(runOnTerminal(`$tagger tag --quiet ${text} > ${folder}/out`, variable)).toEqual(silence);
  expect(runOnTerminal(`$tagger inspect --quiet > ${folder}/out`, variable)).toEqual(silence);
  expect(runOnTerminal(`$tagger ${training.join(' ')} --quiet`)).toEqual(silence);
});
