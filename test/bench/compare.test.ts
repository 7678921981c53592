import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { planFuture } from '../../bench/compare/future.js';
import { openResults } from '../../bench/harness/results-file.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const compare = (...args: string[]) =>
  spawnSync(execPath, ['dist/bench/compare.js', ...args], { encoding: 'utf8' });

test('a comparison that was broken off trains only what is missing, and prints its table', () => {
  const path = join(folder, 'results.jsonl');
  const results = openResults(path);
  const [missing, ...finished] = planFuture('quick');
  for (const run of finished) results.add(run, { none: 1, one: 2, both: 63 });

  const { status, stdout, stderr } = compare('--quick', '--only', 'future', '--results', path);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  // The one that was missing reads forward only, so it can have but one of each pair right.
  expect(openResults(path).outcomes(missing)).toEqual({ none: 0, one: 66, both: 0 });
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(finished.length + 1);
  expect(stdout).toContain('| rnn | forward | 0.0 | 66.0 | 0.0 |');
  expect(stdout).toContain('| lstm | both | 1.0 | 2.0 | 63.0 |');
});

test('a study that does not exist is refused by name', () => {
  const { status, stderr } = compare('--only', 'tables');
  expect(status).toBe(2);
  expect(stderr).toBe(
    'compare: --only: expected one of table, long-memory, future, found tables\n',
  );
});
