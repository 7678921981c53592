import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { elementsOf } from '../evaluation/report/well-formed.js';
import { runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const base = mkdtempSync(join(tmpdir(), 'gradients-'));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(base, 'case-'));
});
afterAll(() => rmSync(base, { recursive: true }));

function trainSmall(...flags: string[]) {
  const corpus = join(folder, 'tiny.conll');
  const output = join(folder, 'm.safetensors');
  writeFileSync(corpus, tinyCorpus.repeat(3));
  const small = ['--dev', corpus, '--hidden', '8', '--epochs', '1', '--force'];
  return { ...runTagger(['train', corpus, '--output', output, ...small, ...flags]), output };
}

test('a picture is written, its path is printed, and the terminal shows each layer and direction', () => {
  const path = join(folder, 'report.SVG');
  const { exitCode, stdout, stderr } = trainSmall('--gradient-report', path, '--layers', '2');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  expect(stderr).toContain(`wrote ${path}\n`);
  const lines = stderr.match(/^layer [12] (?:forward|reverse) █[▁-█]{25} k=0\.\.50, .*1\/10.*$/gm);
  expect(lines).toHaveLength(4);
  expect(elementsOf(readFileSync(path, 'utf8'))[0]).toBe('svg');
});

test('numbers are written if the path ends in .json, and the model is the same without a report', () => {
  const path = join(folder, 'report.json');
  const { exitCode, output } = trainSmall('--gradient-report', path, '--cell', 'rnn');
  expect(exitCode).toBe(0);
  const { curves, ...rest } = JSON.parse(readFileSync(path, 'utf8'));
  expect(rest).toEqual({
    cell: 'rnn',
    layers: 1,
    directions: 2,
    hidden: 8,
    tokenCount: 10,
    passageLength: 120,
    average: 'median',
  });
  expect(curves).toHaveLength(2);
  expect(curves[1]).toMatchObject({ layer: 1, direction: 'reverse' });
  expect(curves[1].ratios).toHaveLength(51);
  expect(curves[1].ratios[0]).toBe(1);
  const model = readFileSync(output);
  trainSmall('--cell', 'rnn');
  expect(readFileSync(output).equals(model)).toBe(true);
});

test('another ending is wrong usage', () => {
  const { exitCode, stderr, output } = trainSmall('--gradient-report', 'report.png');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr:
      'tagger: --gradient-report: expected a path that ends in .svg or .json, found "report.png" (see tagger train --help)\n',
  });
  expect(existsSync(output)).toBe(false);
});

test('a report that cannot be written is refused before training', () => {
  const nowhere = join(folder, 'nowhere');
  const missing = trainSmall('--gradient-report', join(nowhere, 'r.svg'));
  expect({ exitCode: missing.exitCode, stderr: missing.stderr }).toEqual({
    exitCode: 1,
    stderr: `tagger: ${join(nowhere, 'r.svg')}: no such folder: ${nowhere}\n`,
  });
  const path = join(folder, 'r.svg');
  mkdirSync(path);
  const taken = trainSmall('--gradient-report', path);
  expect(taken.exitCode).toBe(1);
  expect(taken.stderr).toBe(`tagger: ${path}: expected a file, found a folder\n`);
});

test('an existing report is overwritten', () => {
  const path = join(folder, 'r.json');
  writeFileSync(path, 'what was there');
  expect(trainSmall('--gradient-report', path).exitCode).toBe(0);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveProperty('curves');
});
