// Paths that the system refuses, for every flag that names a file: one sentence each.
import { chmodSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { runBash, runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'system-'));
const corpus = join(folder, 'tiny.conll');
const long = join(folder, 'x'.repeat(256));
const loop = join(folder, 'loop');
const through = join(corpus, 'below');
const missing = join(folder, 'none', 'below');
const NO_BRAT = 'expected .txt and .ann files of brat, found none';

beforeAll(() => {
  writeFileSync(corpus, tinyCorpus);
  symlinkSync('loop', loop);
});

/** What is wrong with paths that no file can have, in reading. */
const wrong: Readonly<Record<string, string>> = {
  [long]: 'name too long',
  [loop]: 'too many symbolic links',
  [through]: 'expected a folder in the path, found a file',
  [missing]: 'no such file',
  [folder]: 'expected a file, found a folder',
};
const paths = Object.keys(wrong);
/** The same in writing. */
const wrongOutput = { ...wrong, [missing]: `no such folder: ${join(folder, 'none')}` };

const linesFor = (sentences: Readonly<Record<string, string>>, path: string) =>
  `tagger: ${path}: ${sentences[path]}\n`;

test.each(paths)('each input of train is refused: %s', (path) => {
  const inputs = ['--dev', '--test', '--vectors'].flatMap((flag) => [flag, path]);
  const output = join(folder, 'model');
  const args = ['train', path, ...inputs, '--output', output];
  const { exitCode, stdout, stderr } = runTagger(args);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 1,
    stdout: '',
    // A corpus may be a folder, the vectors may not.
    stderr: (path === folder ? `tagger: ${path}: ${NO_BRAT}\n` : '') + linesFor(wrong, path),
  });
});

test('each output of train is refused before the training', () => {
  const flags = ['--output', '--log', '--gradient-report'];
  for (const [index, path] of paths.entries()) {
    const flag = flags[index % flags.length];
    const output = flag === '--gradient-report' ? `${path}.svg` : path;
    const { exitCode, stderr } = runTagger(['train', corpus, '--force', flag, output]);
    const what = wrongOutput[path];
    // The ending makes it another path.
    if (flag === '--gradient-report' && path !== through) continue;
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `tagger: ${output}: ${what}\n` });
  }
});

test('base model and config file are refused', () => {
  for (const [flag, path] of [
    ['--from', loop],
    ['--from', through],
    ['--config', long],
    ['--config', folder],
  ]) {
    const { exitCode, stderr } = runTagger(['train', corpus, flag, path]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: linesFor(wrong, path) });
  }
});

test('each flag of tag that names a file is refused', () => {
  const lists = ['--gazetteer', loop, '--deny', through, '--model', long];
  const { exitCode, stderr } = runTagger(['tag', ...lists], { input: '' });
  expect(exitCode).toBe(1);
  const lines = [loop, through, long].map((path) => linesFor(wrong, path));
  expect(stderr.split(/(?<=\n)/).sort()).toEqual(lines.sort());
});

test('the files of tag are refused one by one, and the others are tagged', () => {
  const { exitCode, stdout, stderr } = runTagger(['tag', ...paths, '-'], { input: 'Hello.\n' });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('Hello.\n');
  const found = stderr.split(/(?<=\n)/);
  const expected = paths.map((path) => linesFor(wrong, path));
  expect(found.slice(0, -1)).toEqual(expected.slice(0, -1));
  expect(found.at(-1)).toContain(`tagger: ${folder}: expected a file, found a folder`);
});

test('the outputs of tag are refused', () => {
  const mapping = ['--format', 'redact', '--pseudonyms', '--mapping', through];
  const hidden = runTagger(['tag', ...mapping], { input: '' });
  expect(hidden.stderr).toBe(linesFor(wrongOutput, through));
  const brat = runTagger(['tag', '--format', 'brat', '--output', loop], { input: '' });
  expect(brat.stderr).toBe(linesFor(wrongOutput, loop));
  expect([hidden.exitCode, brat.exitCode]).toEqual([1, 1]);
});

test('a name of an output that is too long because of the name of an input is refused', () => {
  const input = join(folder, 'y'.repeat(252));
  const output = join(folder, 'annotated');
  writeFileSync(input, 'Hello.\n');
  const { exitCode, stderr } = runTagger(['tag', input, '--format', 'brat', '--output', output]);
  const path = join(output, `${'y'.repeat(252)}.txt`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `tagger: ${path}: name too long\n` });
});

test('each flag of eval that names a file is refused', () => {
  const flags = ['--predictions', loop, '--compare', through, '--errors', long];
  const { exitCode, stderr } = runTagger(['eval', corpus, ...flags]);
  expect(exitCode).toBe(1);
  const lines = [loop, through, long].map((path) => linesFor(wrongOutput, path));
  expect(stderr.split(/(?<=\n)/).sort()).toEqual(lines.sort());
  // The baseline may be missing, so that it is not checked before it is read or written.
  for (const more of [[], ['--update-baseline']]) {
    const args = [
      'eval',
      corpus,
      '--predictions',
      corpus,
      '--baseline',
      through,
      '--quiet',
      ...more,
    ];
    expect(runTagger(args).stderr).toBe(linesFor(wrong, through));
  }
});

test('check and inspect refuse what they cannot read or write', () => {
  const fix = runTagger(['check', corpus, '--fix', long]);
  expect(fix).toEqual({ exitCode: 1, stdout: '', stderr: linesFor(wrongOutput, long) });
  const checked = runTagger(['check', loop]);
  expect({ exitCode: checked.exitCode, stderr: checked.stderr }).toEqual({
    exitCode: 1,
    stderr: '',
  });
  expect(checked.stdout).toContain('too many symbolic links');
  const inspected = runTagger(['inspect', through]);
  expect(inspected).toEqual({ exitCode: 1, stdout: '', stderr: linesFor(wrong, through) });
});

test('a file that the shell has redirected an output to is not replaced', () => {
  const path = join(folder, 'redirected');
  const { exitCode, stderr } = runBash(
    `$tagger eval ${corpus} --predictions ${corpus} --errors ${path} > ${path}`,
  );
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: `tagger: ${path}: expected a file to write, found the standard output\n`,
  });
});

test('a folder on the way that may not be entered is named', () => {
  const locked = mkdtempSync(join(folder, 'locked-'));
  const path = join(locked, 'file');
  chmodSync(tmpdir(), 0o711);
  chmodSync(folder, 0o711);
  chmodSync(locked, 0);
  const sentence = `tagger: ${path}: permission denied for the folder ${locked}\n`;
  for (const args of [
    ['check', path, '--fix', path, '--force'],
    ['eval', path],
    ['train', corpus, '--output', path],
  ]) {
    const { exitCode, stderr } = runTagger(args, { isOrdinaryUser: true });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: sentence });
  }
  chmodSync(locked, 0o700);
});
