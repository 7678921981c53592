import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { planTable } from '../../../bench/compare/network-table.js';
import { openResults } from '../../../bench/harness/results-file.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-'));
  path = join(folder, 'compare.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

const [first, second] = planTable('quick');

test('a finished run is found when the file is opened again, and no other run is', () => {
  openResults(path).add(first, { f1: 12.5 });
  const { outcomes } = openResults(path);
  expect(outcomes(first)).toEqual({ f1: 12.5 });
  expect(outcomes(second)).toBeUndefined();
});

test('a run of another seed is another run', () => {
  openResults(path).add(first, { f1: 12.5 });
  const { training } = first;
  const options = { ...training.options, seed: 2 };
  const { outcomes } = openResults(path);
  expect(outcomes({ ...first, training: { ...training, options } })).toBeUndefined();
});

test('an incomplete last line is removed, and its run is not finished', () => {
  openResults(path).add(first, { f1: 12.5 });
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, `${whole}{"run":{"study":"tä`);
  const results = openResults(path);
  results.add(second, { f1: 20 });
  const { outcomes } = openResults(path);
  expect(outcomes(first)).toEqual({ f1: 12.5 });
  expect(outcomes(second)).toEqual({ f1: 20 });
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
});

test.each(['no JSON', '{"run":{}}', '{"run":{},"outcome":{"f1":"high"}}'])(
  'a complete line without a result is refused: %s',
  (line) => {
    openResults(path).add(first, { f1: 12.5 });
    writeFileSync(path, `${readFileSync(path, 'utf8')}${line}\n`);
    expect(() => openResults(path)).toThrow(
      `${path}:2: expected a run and its outcome, found ${line}`,
    );
  },
);
