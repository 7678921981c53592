import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { planFuture } from '../../bench/compare/future.js';
import { openResults } from '../../bench/harness/results-file.js';
import { squeezeSpaces } from './squeeze-spaces.js';

let folder: string;
let page: string;
let resultsPath: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-'));
  page = join(folder, 'networks.md');
  resultsPath = join(folder, 'results.jsonl');
  copyFileSync('docs/benchmarks/networks.md', page);
});

afterEach(() => rmSync(folder, { recursive: true }));

function compare(...args: string[]) {
  const { TEDDY_CORPORA: _, ...rest } = env;
  const all = ['dist/bench/compare.js', '--results', resultsPath, ...args];
  return spawnSync(execPath, all, { encoding: 'utf8', env: rest });
}

/** The text of the page without one section, and the section. */
function splitPage(text: string, name: string): { rest: string; section: string } {
  const section = text.indexOf(`<!-- begin ${name} -->`);
  const end = text.indexOf(`<!-- end ${name} -->`);
  return { rest: text.slice(0, section) + text.slice(end), section: text.slice(section, end) };
}

test('an interrupted comparison trains only what is missing, and writes its table', () => {
  const results = openResults(resultsPath);
  const [missing, ...finished] = planFuture('quick');
  for (const run of finished) results.add(run, { none: 1, one: 2, both: 63 });
  const before = readFileSync(page, 'utf8');

  const { status, stdout, stderr } = compare('--quick', '--only', 'future', '--write', page);
  expect({ status, stderr }).toEqual({ status: 0, stderr: `wrote future to ${page}\n` });
  // The missing run reads forward only, so it can get only one of each pair right.
  expect(openResults(resultsPath).outcomes(missing)).toEqual({ none: 0, one: 66, both: 0 });
  expect(readFileSync(resultsPath, 'utf8').trimEnd().split('\n')).toHaveLength(finished.length + 1);
  expect(squeezeSpaces(stdout)).toContain('| rnn | 66.0 | 63.0 | 2.0 | 1.0 |');
  const after = readFileSync(page, 'utf8');
  const [old, written] = [before, after].map((text) => splitPage(text, 'future'));
  expect(written.rest).toBe(old.rest);
  expect(written.section).toContain(stdout.trim());
});

test('the pictures of the gradients are drawn beside the page', () => {
  const { status, stdout } = compare('--quick', '--only', 'gradients', '--write', page);
  expect(status).toBe(0);
  expect(stdout).toContain(`--cell lstm --gradient-report ${join(folder, 'gradients-lstm.svg')}\n`);
  for (const cell of ['rnn', 'lstm']) {
    expect(readFileSync(join(folder, `gradients-${cell}.svg`), 'utf8')).toMatch(/^<svg /);
    expect(readFileSync(page, 'utf8')).toContain(`](gradients-${cell}.svg)`);
  }
});

test('without a page the commands of the pictures are printed', () => {
  const { status, stdout, stderr } = compare('--only', 'gradients');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('--gradient-report docs/benchmarks/gradients-rnn.svg\n');
  expect(readdirSync(folder)).toEqual(['networks.md']);
});

test('without the public corpora the table keeps its section', () => {
  const before = readFileSync(page, 'utf8');
  expect(compare('--only', 'table', '--write', page)).toMatchObject({
    status: 0,
    stdout: '',
    stderr: `table: TEDDY_CORPORA not set, so ${page} keeps its section\n`,
  });
  expect(readFileSync(page, 'utf8')).toBe(before);
  expect(existsSync(resultsPath)).toBe(false);
});

test('an unknown part is refused by name', () => {
  expect(compare('--only', 'tables')).toMatchObject({
    status: 2,
    stderr:
      'compare: --only: expected one of table, long-memory, future, gradients, found tables\n',
  });
});
