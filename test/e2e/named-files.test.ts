// The files that a command line names: all are checked before anything is read, trained or written.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { runBash, runTagger } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const root = mkdtempSync(join(tmpdir(), 'named-files-'));
const model = join(root, 'tiny.safetensors');
let cwd: string;

beforeAll(() => writeTinyModel(model));
afterAll(() => rmSync(root, { recursive: true }));

beforeEach(() => {
  cwd = mkdtempSync(join(root, 'folder-'));
  writeFileSync(join(cwd, 'tiny.conll'), tinyCorpus);
  mkdirSync(join(cwd, 'folder'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const small = ['--epochs', '1', '--hidden', '8'];

/** Fails with these sentences, and leaves the folder as it was. */
function expectProblems(args: readonly string[], sentences: readonly string[]): void {
  const before = readdirSync(cwd);
  expect(runTagger(args, { cwd, input: 'Anna' })).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: sentences.map((sentence) => `tagger: ${sentence}\n`).join(''),
  });
  expect(readdirSync(cwd)).toEqual(before);
}

test('train reports every file that is missing, and every output without a folder', () => {
  const inputs = ['--dev', 'dev', '--test', 'test', '--vectors', 'v.txt'];
  const outputs = ['--output', 'a/m', '--log', 'b/log', '--gradient-report', 'c/r.svg'];
  expectProblems(
    ['train', 'missing', ...inputs, ...outputs],
    [
      'missing: no such file',
      'dev: no such file',
      'test: no such file',
      'v.txt: no such file',
      'a/m: no such folder: a',
      'b/log: no such folder: b',
      'c/r.svg: no such folder: c',
    ],
  );
});

test('train reports folders in the place of files, and files in the place of folders', () => {
  const found = 'folder: expected a file, found a folder';
  for (const flag of ['--vectors', '--output', '--log', '--config']) {
    expectProblems(['train', 'tiny.conll', flag, 'folder'], [found]);
  }
  // A corpus may be a folder of brat.
  const empty = 'folder: expected .txt and .ann files of brat, found none';
  for (const flag of ['--dev', '--test']) {
    expectProblems(['train', 'tiny.conll', flag, 'folder'], [empty]);
  }
  expectProblems(['train', 'folder', '--from', './folder'], [empty, `./${found}`]);
  mkdirSync(join(cwd, 'r.svg'));
  expectProblems(
    ['train', 'tiny.conll', '--output', 'tiny.conll/m', '--gradient-report', 'r.svg'],
    [
      'tiny.conll/m: expected a folder in the path, found a file',
      'r.svg: expected a file, found a folder',
    ],
  );
});

test('a model must be a file, before and after training', () => {
  expectProblems(
    ['train', 'tiny.conll', '--from', '/dev/zero', '--output', '/dev/zero'],
    ['/dev/zero: expected a file, found a device or pipe'],
  );
});

test('train reports a model that has neither a file nor a shipped name, and other files', () => {
  expectProblems(
    ['train', 'tiny.conll', '--from', 'fr', '--dev', 'missing'],
    [
      'missing: no such file',
      'fr: expected a model file, or the name of a model that comes with the package (en), found neither',
    ],
  );
});

test('a missing config file is reported with the other files, and its own files too', () => {
  expectProblems(
    ['train', 'missing', '--config', 'c.json'],
    ['missing: no such file', 'c.json: no such file'],
  );
  writeFileSync(join(cwd, 'c.json'), '{ "dev": "dev.conll", "log": "no/log", "force": true }');
  expectProblems(
    ['train', 'missing', '--config', 'c.json'],
    ['missing: no such file', 'dev.conll: no such file', 'no/log: no such folder: no'],
  );
});

test('a file that is named twice is reported once', () => {
  expectProblems(
    ['train', 'missing', '--dev', 'missing', '--test', 'missing'],
    ['missing: no such file'],
  );
});

test('wrong usage is reported before files', () => {
  const { exitCode, stderr } = runTagger(['train', 'missing', '--epochs', '0'], { cwd });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr:
      'tagger: --epochs: expected a whole number of at least 1, found 0 (see tagger train --help)\n',
  });
});

test('tag reports every file that it cannot read, and tags the others', () => {
  writeFileSync(join(cwd, 'first'), 'Anna lives in Paris .\n');
  const args = ['tag', '--model', model, 'first', 'missing', '-', 'folder', 'first'];
  const tagged = runTagger(args.slice(0, 4), { cwd }).stdout;
  expect(runTagger(args, { cwd, input: 'Paris\n' })).toEqual({
    exitCode: 1,
    stdout: `${tagged}[Paris](LOC)\n${tagged}`,
    stderr:
      'tagger: missing: no such file\n' +
      'tagger: folder: expected a file, found a folder; --recursive reads the files in it\n',
  });
});

test('eval and inspect report corpus and model', () => {
  const missing = (path: string) => `${path}: no such file`;
  expectProblems(['eval', 'c', '--model', './m'], [missing('c'), missing('./m')]);
  expectProblems(['inspect', './m'], [missing('./m')]);
});

test('an output that would overwrite an input is refused, also through a link', () => {
  symlinkSync('tiny.conll', join(cwd, 'link'));
  const before = readFileSync(join(cwd, 'tiny.conll'));
  for (const path of ['tiny.conll', './tiny.conll', 'link']) {
    const output = ['--output', path, '--force'];
    expectProblems(
      ['train', 'tiny.conll', '--log', path],
      [`${path}: --log would overwrite CORPUS`],
    );
    expectProblems(
      ['train', 'tiny.conll', ...output],
      [`${path}: --output would overwrite CORPUS`],
    );
  }
  expect(readFileSync(join(cwd, 'tiny.conll'))).toEqual(before);
});

test('two outputs to the same file are refused', () => {
  expectProblems(
    ['train', 'tiny.conll', '--log', 'r.json', '--gradient-report', './r.json'],
    ['./r.json: --gradient-report would overwrite --log'],
  );
});

test('an existing model is kept unless forced, and may replace the one it is fine-tuned from', () => {
  const base = join(cwd, 'base.safetensors');
  writeFileSync(base, readFileSync(model));
  const args = ['train', 'tiny.conll', '--from', base, '--output', base];
  expectProblems(args, [`${base}: file already exists; use --force to overwrite it`]);
  expect(runTagger([...args, '--force', '--epochs', '1'], { cwd }).exitCode).toBe(0);
  expect(readFileSync(base)).not.toEqual(readFileSync(model));
});

test('train reads process substitutions, each opened once', () => {
  const inputs = ['"$PWD"/tiny.conll', 'tiny.conll', 'tiny.conll'].map((path) => `<(cat ${path})`);
  const config = `<(echo '{ "epochs": 1, "hidden": 8 }')`;
  const vectors = '<(echo "teddy 0.1 0.2")';
  const line = `train ${inputs[0]} --dev ${inputs[1]} --test ${inputs[2]} --vectors ${vectors} --config ${config}`;
  const { exitCode, stderr } = runBash(
    `cd ${cwd}; $tagger ${line} --output m --log >(cat > log); wait $!`,
  );
  expect(stderr).toContain('wrote m ');
  expect(exitCode).toBe(0);
  const [first] = readFileSync(join(cwd, 'log'), 'utf8').split('\n');
  expect(JSON.parse(first)).toMatchObject({ epoch: 1 });
});

test('train reads standard input and writes its log to a device', () => {
  const line = `train /dev/stdin --output m --log /dev/stdout ${small.join(' ')}`;
  const { exitCode, stdout } = runBash(
    `cd ${cwd}; set -o pipefail; cat tiny.conll | $tagger ${line} | cat`,
  );
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout.split('\n')[0])).toMatchObject({ epoch: 1 });
  expect(existsSync(join(cwd, 'm'))).toBe(true);
});

test.each([
  ['a process substitution', 'tag <(echo Anna)'],
  ['several', 'tag <(echo -n An) <(echo na)'],
  ['a pipe as /dev/stdin', 'tag /dev/stdin <<< Anna'],
  ['a redirected file as /dev/stdin', 'tag /dev/stdin < text'],
  ['a named pipe', 'tag pipe'],
])('tag reads %s', (_, line) => {
  writeFileSync(join(cwd, 'text'), 'Anna\n');
  const pipe = 'mkfifo pipe; (echo Anna > pipe) & sleep 0.1';
  const command = `$tagger ${line} --model ${model} --format jsonl`;
  const { exitCode, stdout } = runBash(
    `cd ${cwd}; ${pipe}; ${command}; kill %1 2> /dev/null; true`,
  );
  expect(exitCode).toBe(0);
  const texts = stdout
    .trimEnd()
    .split('\n')
    .map((json) => JSON.parse(json).text);
  expect(texts.join('')).toBe('Anna');
});
