import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withChecksum } from '../files/zstd-samples.js';
import { environment } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

// In bytes. What only one command or format needs belongs into LAZY_MODULES of build.js.
const LARGEST_BUNDLE = 558_000;

const folder = mkdtempSync(join(tmpdir(), 'teddy-bundle-'));
const model = join(folder, 'tiny.safetensors');
const corpus = join(folder, 'tiny.conll');
const unpacked = join(folder, 'package');
const sentence = 'Teddy Roosevelt was a great president .\n';

beforeAll(async () => {
  await writeTinyModel(model);
  writeFileSync(corpus, tinyCorpus);
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
  const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', folder]);
});

afterAll(() => rmSync(folder, { recursive: true }));

function tagger(args: readonly string[], input: string | Uint8Array) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(unpacked, 'bin/tagger.js'), ...args],
    { cwd: folder, input, encoding: 'utf8', env: environment() },
  );
  return { status, stdout, stderr };
}

test('lazy and shared modules are files of their own, which the program does not hold', () => {
  const bundled = (name: string) =>
    readFileSync(join(unpacked, 'dist/src/bundle', `${name}.cjs`), 'utf8');
  expect(bundled('html-report')).toContain('<!DOCTYPE html>');
  expect(bundled('errors')).toContain('InputError=class');
  expect(bundled('train')).toContain('no model was written');
  for (const [name, held] of [
    ['tagger', '<!DOCTYPE html>'],
    ['tagger', 'no model was written'],
    ['tagger', 'InputError=class'],
    ['html-report', 'InputError=class'],
  ]) {
    expect(bundled(name)).not.toContain(held);
  }
});

test('the main bundle stays small, because every start reads it', () => {
  expect(statSync(join(unpacked, 'dist/src/bundle/tagger.cjs')).size).toBeLessThan(LARGEST_BUNDLE);
});

test('an error of the user is one for the whole bundle', () => {
  expect(tagger(['tag', '--model', model, 'missing.txt'], '')).toEqual({
    status: 1,
    stdout: '',
    stderr: 'tagger: missing.txt: no such file\n',
  });
});

// No packages are installed: everything that a command needs is in the bundle.
test('the packed program runs from any folder, without any other package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(tagger(['--version'], '')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(tagger(['tag', '--model', model], sentence)).toEqual({
    status: 0,
    stdout: '[Teddy Roosevelt](PER) was a great president .\n',
    stderr: '',
  });
});

test.each([
  [['tag', '--model', model, '--color'], sentence],
  [['tag', '--model', model, '--format', 'html'], sentence],
  [['tag', '--model', model, '--format', 'brat', '--output', join(folder, 'brat')], sentence],
  [['tag', '--model', model, '--input', 'html'], sentence],
  [['tag', '--model', model, '--input', 'markdown'], sentence],
  [['tag', '--model', model], withChecksum],
  [['tag', '--model', model, '--recognize', 'all'], 'a@b.org http://b.org +1 650 253 0000'],
  [['eval', '--model', model, corpus], ''],
  [['eval', '--model', model, corpus, '--report', `html=${join(folder, 'r.html')}`], ''],
  [['inspect', model], ''],
  [
    [
      'train',
      corpus,
      '--epochs',
      '1',
      '--hidden',
      '4',
      '--output',
      join(folder, 'm'),
      '--gradient-report',
      join(folder, 'g.svg'),
    ],
    '',
  ],
])('%p finds all its code in the bundle', (args: readonly string[], input: string | Uint8Array) => {
  const { status, stderr } = tagger(args, input);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
});

test.each([
  ['require', "const library = Promise.resolve(require('./package'));"],
  ['import', "const library = import('./package/dist/src/bundle/library.mjs');"],
])('the packed library runs without any other package, by %s', (_, load) => {
  const use = `library.then(({ loadTagger }) => loadTagger(process.argv[1]))
    .then(({ tag }) => console.log(tag('Teddy Roosevelt slept .').map(({ text }) => text)));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', load + use, model], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(),
  });
  const expected = "[ 'Teddy Roosevelt' ]\n";
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: expected, stderr: '' });
});

test('a worker finds its code in the bundle', () => {
  const { status, stdout, stderr } = tagger(
    ['tag', '--model', model, '--threads', '2', '--verbose'],
    sentence.repeat(20_000),
  );
  expect({ status, lines: stdout.split('\n').length }).toEqual({ status: 0, lines: 20_001 });
  expect(stderr).toContain(' 2 threads,');
});
