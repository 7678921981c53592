import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createIdentify, type IdentifiedRun } from '../../bench/accuracy/identity.js';
import { writeQuickVectors } from '../../bench/accuracy/inputs.js';
import { mainStudy } from '../../bench/accuracy/main-study.js';
import { openResults } from '../../bench/harness/results-file.js';
import { keyOf } from '../../bench/harness/run.js';
import { readHelp } from '../../bench/harness/run-tagger.js';

let folder: string;
let results: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accuracy-'));
  results = join(folder, 'results.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** In an environment of which only the variables given name corpora or vectors. */
function accuracy(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const { TEDDY_CORPORA: _, TEDDY_VECTORS: __, ...rest } = env;
  const all = ['dist/bench/accuracy.js', '--results', results, ...args];
  return spawnSync(execPath, all, { encoding: 'utf8', env: { ...rest, ...variables } });
}

test('a measurement that was broken off trains only what is missing', async () => {
  const vectors = await writeQuickVectors(join(folder, 'vectors.txt'));
  const beginnings = { vectors, startingModel: 'absent.safetensors' };
  const runs = mainStudy
    .plan({ scale: 'quick', help: readHelp('train'), ...beginnings })
    .map(createIdentify('tested', beginnings));
  const missing = runs.findLast(({ test: tested }) => tested !== undefined);
  const before = openResults<IdentifiedRun>(results);
  for (const run of runs.filter((run) => keyOf(run) !== keyOf(missing))) {
    before.add(run, { devF1: 12.5, unseenDevF1: 11.5, testF1: 10.5, seconds: 1234, atOnce: 1 });
  }
  const lineCount = readFileSync(results, 'utf8').split('\n').length;

  const args = ['--quick', '--only', 'main', '--build', 'tested', '--parallel', '2'];
  const { status, stdout, stderr } = accuracy(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readFileSync(results, 'utf8').split('\n')).toHaveLength(lineCount + 1);
  expect(stdout).toContain('| 12.50 | 11.50 | 10.50 | 1234 |  |');
  expect(stdout).toContain('| seconds, 2 at once, 1 thread each |');
  expect(stdout).toContain('0 of the 79 dev sentences of teddy');
  expect(stdout).not.toMatch(/NaN|undefined/);
});

test('the corpora and the vectors are asked for in one sentence', () => {
  expect(accuracy([])).toMatchObject({
    status: 1,
    stderr: 'accuracy: TEDDY_VECTORS: expected the path of a file of word vectors, found nothing\n',
  });
  expect(accuracy([], { TEDDY_VECTORS: 'README.md' })).toMatchObject({
    status: 1,
    stderr: 'accuracy: TEDDY_CORPORA: expected the folder of the public corpora, found nothing\n',
  });
  expect(accuracy([], { TEDDY_VECTORS: 'README.md', TEDDY_CORPORA: folder })).toMatchObject({
    status: 1,
    stderr: `accuracy: ${folder}/conll2003/train.conll: no such file\n`,
  });
});

test('the model to go on from is asked for where fine-tuning is measured, and is said by --from', () => {
  const variables = { TEDDY_VECTORS: 'README.md', TEDDY_CORPORA: folder };
  mkdirSync(join(folder, 'wnut17'));
  for (const split of ['train', 'dev', 'test']) {
    writeFileSync(join(folder, `wnut17/${split}.conll`), '');
  }
  const args = ['--only', 'fine-tuning', '--from', 'models/absent.safetensors'];
  expect(accuracy(args, variables)).toMatchObject({
    status: 1,
    stderr: 'accuracy: models/absent.safetensors: no such file\n',
  });
});

test('the quick scale of fine-tuning trains a model to go on from, and knows it again', () => {
  const args = ['--quick', '--only', 'fine-tuning', '--build', 'tested'];
  const { status, stdout, stderr } = accuracy(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const finished = readFileSync(results, 'utf8');
  expect(finished.match(/"fromModel":true/g)).toHaveLength(2);
  expect(stdout).toContain('| 20 | quick.safetensors |');
  expect(stdout).toMatch(
    /--test teddy\/test\.conll --from quick\.safetensors --epochs 1 --seed 1$/m,
  );
  expect(stdout).not.toMatch(/NaN|undefined/);
  expect(accuracy(args).stdout).toBe(stdout);
  expect(readFileSync(results, 'utf8')).toBe(finished);
});

test.each([
  ['--only', 'tables', 'expected one of main, ablation, sizes, fine-tuning, found tables'],
  ['--parallel', '0', 'expected a whole number from 1 to 99, found 0'],
])('a wrong %s is refused', (flag, value, message) => {
  expect(accuracy([flag, value])).toMatchObject({
    status: 2,
    stderr: `accuracy: ${flag}: ${message}\n`,
  });
});
