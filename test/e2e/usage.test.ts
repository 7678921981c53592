import { expect, test } from '@jest/globals';
import { runBash, runOnTerminal, runTagger } from './run-tagger.js';

test.each([
  [['trian', 'x'], 'unknown command trian; did you mean train? (see tagger --help)'],
  [
    ['corpus.conll'],
    'unknown command corpus.conll; expected one of train, eval, tag, inspect, check, convert, pretrain, completion (see tagger --help)',
  ],
  [
    ['--hlep'],
    'expected a command first (train, eval, tag, inspect, check, convert, pretrain, completion), found --hlep; did you mean --help? (see tagger --help)',
  ],
  [
    ['--model', 'm', 'tag'],
    'expected a command first (train, eval, tag, inspect, check, convert, pretrain, completion), found --model (see tagger --help)',
  ],
  [
    ['train', 'x', '--epoch', '3'],
    'unknown flag --epoch; did you mean --epochs? (see tagger train --help)',
  ],
  [
    ['train', 'x', '--format', 'doccano'],
    'unknown flag --format; did you mean --input-format? (see tagger train --help)',
  ],
  [
    ['convert', 'x', 'y', '--input-format', 'doccano'],
    'unknown flag --input-format; did you mean --from? (see tagger convert --help)',
  ],
  [
    ['train', 'x', '--epochs', 'abc'],
    '--epochs: expected a whole number of at least 1, found "abc" (see tagger train --help)',
  ],
  [
    ['train', 'x', '--batch-size', '5', '--batch-tokens', '400'],
    '--batch-tokens: cannot be combined with --batch-size (see tagger train --help)',
  ],
  [['eval', '--model', 'm'], 'missing CORPUS (see tagger eval --help)'],
  [
    ['tag', '--model', 'en', '--format', 'jsonl', '--color'],
    '--color: cannot be combined with --format jsonl (see tagger tag --help)',
  ],
])('%p is wrong usage: %s', (args, message) => {
  expect(runTagger(args)).toEqual({ exitCode: 2, stdout: '', stderr: `tagger: ${message}\n` });
});

test('after --, the name of a flag is the name of a file', () => {
  expect(runTagger(['train', '--', '--help'])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tagger: --help: no such file\n',
  });
});

test('an input error is one sentence, and the exit code is 1', () => {
  expect(runTagger(['eval', '/nowhere.conll'])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tagger: /nowhere.conll: no such file\n',
  });
});

test('an internal error explains how to see its stack, and shows it', () => {
  // No version of Node that we support is without WebAssembly.
  const NODE_OPTIONS = '--import data:text/javascript,delete%20globalThis.WebAssembly';
  const args = ['eval', 'package.json', '--arithmetic', 'fast'];
  const plain = runTagger(args, { env: { NODE_OPTIONS } });
  expect(plain).toEqual({
    exitCode: 1,
    stdout: '',
    stderr:
      'tagger: internal error: WebAssembly is not defined (set DEBUG=1 for the stack trace)\n',
  });
  const debug = runTagger(args, { env: { NODE_OPTIONS, DEBUG: '1' } });
  expect(debug.exitCode).toBe(1);
  expect(debug.stderr).toMatch(
    /^tagger: internal error: ReferenceError: [\s\S]*\n +at .*src\/kernels\/kernels\.ts:/,
  );
});

test('a full disk is an error', () => {
  expect(runBash('$tagger --help > /dev/full')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tagger: standard output: no space left on the disk\n',
  });
});

test('tag on a terminal without a file prints its help', () => {
  const { exitCode, stdout } = runOnTerminal('$tagger tag');
  expect(exitCode).toBe(2);
  expect(stdout).toContain('Usage: tagger tag [FILE...] [flags]\r\n');
});
