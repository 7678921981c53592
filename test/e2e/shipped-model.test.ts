import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeModel } from '../../src/model/file/model-file.js';
import { randomTagger } from '../model/random-tagger.js';
import { copyPackage, type PackageCopy } from './package-copy.js';
import { environment, runOnTerminal, runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const root = mkdtempSync(join(tmpdir(), 'shipped-'));
const folder = join(root, 'working folder');
const corpus = join(root, 'tiny.conll');
const other = join(root, 'other.safetensors');
let shipped: PackageCopy;

// The package ships the tiny model; the other one has another type.
beforeAll(async () => {
  mkdirSync(join(root, 'a package #1'));
  mkdirSync(folder);
  shipped = await copyPackage(join(root, 'a package #1'));
  writeFileSync(corpus, tinyCorpus);
  await writeModel(other, randomTagger({ words: ['Teddy'], types: ['BEAR'] }), {});
});
afterAll(() => rmSync(root, { recursive: true }));

const input = 'Teddy Roosevelt was a great president .\n';
const marked = '[Teddy Roosevelt](PER) was a great president .\n';

function tagger(args: readonly string[], env: NodeJS.ProcessEnv = {}, program = shipped.program) {
  return runTagger(args, { input, env, cwd: folder }, program);
}

function typesOf(args: readonly string[], env: NodeJS.ProcessEnv = {}): string[] {
  const { stdout, stderr } = tagger(['inspect', '--json', ...args], env);
  expect(stderr).toBe('');
  return JSON.parse(stdout).types;
}

const tiny = ['LOC', 'ORG', 'PER'];

test('without a model, tag, eval and inspect use the shipped one; in a pipe only eval names it', () => {
  expect(tagger(['tag'])).toEqual({ exitCode: 0, stdout: marked, stderr: '' });
  const evaluated = tagger(['eval', corpus]);
  expect(evaluated.stdout).toContain('FB1: 100.00\n');
  const version = JSON.parse(readFileSync('package.json', 'utf8')).version;
  expect(evaluated.stderr).toBe(
    `model: en of teddy-tagger ${version} (choose another with --model or TAGGER_MODEL)\n` +
      `${corpus}: 10 sentences, 59 tokens, tag scheme IOB2\n`,
  );
  const { exitCode, stdout, stderr } = tagger(['inspect']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^model +en\.safetensors\b/);
});

test.each([
  ['the command line', ['BEAR'], () => [other], () => shipped.shippedModel],
  ['the environment', ['BEAR'], () => [], () => other],
  ['the package, if the variable is empty', tiny, () => [], () => ''],
  ['the package, named by the variable', tiny, () => [], () => 'en'],
])('the model is chosen by %s', (_, expected, args, variable) => {
  expect(typesOf(args(), { TAGGER_MODEL: variable() })).toEqual(expected);
});

test('en is the shipped model, and on the command line overrides TAGGER_MODEL', () => {
  const env = { TAGGER_MODEL: other };
  expect(tagger(['tag', '--model', 'en'], env).stdout).toBe(marked);
  expect(tagger(['eval', '--model', 'en', corpus], env).stdout).toContain('FB1: 100.00\n');
  expect(typesOf(['en'], env)).toEqual(tiny);
});

test('a file named en in the working folder overrides the shipped model, if it is named', () => {
  const own = join(folder, 'en');
  symlinkSync(other, own);
  const found = [typesOf(['en']), typesOf([], { TAGGER_MODEL: 'en' }), typesOf([])];
  rmSync(own);
  expect(found).toEqual([['BEAR'], ['BEAR'], tiny]);
  mkdirSync(own);
  const besideFolder = typesOf(['en']);
  rmSync(own, { recursive: true });
  expect(besideFolder).toEqual(tiny);
});

test('train --from en starts from the shipped model', () => {
  const output = join(root, 'next.safetensors');
  const flags = ['--dev', corpus, '--epochs', '1', '--output', output];
  const { exitCode, stderr } = tagger(['train', corpus, '--from', 'en', ...flags]);
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/^base model en\.safetensors: /m);
  const { provenance } = JSON.parse(tagger(['inspect', '--json', output]).stdout);
  expect(provenance.from.name).toBe('en.safetensors');
});

test('an error about flags that contradict --from en calls the model en', () => {
  const { exitCode, stderr } = tagger(['train', corpus, '--from', 'en', '--cell', 'gru']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--cell gru: the network of --from en has --cell lstm, ');
});

test('the model is found through symbolic links to the program and to the package', () => {
  const program = join(root, 'tagger');
  symlinkSync(shipped.program, program);
  expect(tagger(['tag'], {}, program).stdout).toBe(marked);
  const linked = join(root, 'linked');
  symlinkSync(join(root, 'a package #1'), linked);
  expect(tagger(['tag'], {}, join(linked, 'bin/tagger.js')).stdout).toBe(marked);
});

test('loadTagger without a path reads the shipped model, whatever the environment', () => {
  const code = `import { loadTagger } from ${JSON.stringify(pathToFileURL(shipped.library))};
    const [own, named] = [await loadTagger(), await loadTagger('en')];
    console.log(own.types.join(), named.tag(${JSON.stringify(input)})[0].text);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: folder,
    env: environment({ TAGGER_MODEL: other }),
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'LOC,ORG,PER Teddy Roosevelt\n', stderr: '' });
});

test('a terminal shows which model is used, unless the command line names it', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const shown = (line: string, env: NodeJS.ProcessEnv = {}) =>
    runOnTerminal(`cd '${folder}'; ${line}`, env, `"${shipped.program}"`).stdout;
  const named = `en of teddy-tagger ${version}`;
  const text = `echo '${input.trim()}' | eval $tagger tag --format inline`;
  const answer = marked.replace('\n', '\r\n');
  expect(shown(text)).toBe(
    `model: ${named} (choose another with --model or TAGGER_MODEL)\r\n${answer}`,
  );
  expect(shown(text, { TAGGER_MODEL: 'en' })).toBe(
    `model: ${named}, set by TAGGER_MODEL (choose another with --model)\r\n${answer}`,
  );
  expect(shown(`eval $tagger inspect`, { TAGGER_MODEL: other })).toMatch(
    `model: ${other}, set by TAGGER_MODEL (choose another with --model)\r\nmodel `,
  );
  expect(shown(`${text} --model en`)).toBe(answer);
  expect(shown(`${text} 2> errors`)).toBe(answer);
  expect(readFileSync(join(folder, 'errors'), 'utf8')).toBe('');
});

test.each([
  [
    ['tag', '--model', 'de'],
    '',
    'de: expected a model file, or the name of a model that comes with the package (en), found neither',
  ],
  [
    ['inspect'],
    'de',
    'TAGGER_MODEL: de: expected a model file, or the name of a model that comes with the package (en), found neither',
  ],
  [['inspect', './en'], '', './en: no such file'],
  [['inspect', 'x'.repeat(300)], '', `${'x'.repeat(300)}: name too long`],
  [['tag'], '/nowhere.safetensors', 'TAGGER_MODEL: /nowhere.safetensors: no such file'],
  [['eval', corpus], corpus, `TAGGER_MODEL: ${corpus}: expected a safetensors file, found text`],
  [
    ['train', corpus, '--from', 'fr'],
    '/nowhere',
    'fr: expected a model file, or the name of a model that comes with the package (en), found neither',
  ],
])('%j is refused with TAGGER_MODEL=%s', (args, TAGGER_MODEL, message) => {
  expect(tagger(args, { TAGGER_MODEL })).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${message}\n`,
  });
});

test('a folder is reported as a folder, whatever its name', () => {
  mkdirSync(join(folder, 'it'));
  expect(tagger(['inspect', 'it']).stderr).toBe('tagger: it: expected a file, found a folder\n');
});

test('a missing shipped model is reported with its path', () => {
  const { shippedModel } = shipped;
  renameSync(shippedModel, `${shippedModel}.away`);
  const { exitCode, stdout, stderr } = tagger(['tag']);
  renameSync(`${shippedModel}.away`, shippedModel);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toBe(
    `tagger: ${shippedModel}: no such file: the model en is missing from the package, choose another\n`,
  );
});
