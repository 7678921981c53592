import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { expectCheckpointBesideModel } from './checkpoint-beside-model.js';
import { createCases, smallTraining as flags } from './interrupted-training.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const cases = createCases('checkpoint');
afterAll(cases.remove);

test('a checkpoint beside the model is found, checked, and replaced only with --force', async () => {
  await expectCheckpointBesideModel(cases.start(), flags);
});

test('a file that is no checkpoint is refused and kept, with any flags', async () => {
  const { folder, output, train } = cases.start();
  const precious = join(folder, 'precious.conll');
  writeFileSync(precious, tinyCorpus);
  const model = join(folder, 'model');
  await writeTinyModel(model);
  const notes = `${output}.checkpoint`;
  writeFileSync(notes, '');
  const contents = () => [precious, model, notes].map((path) => readFileSync(path, 'latin1'));
  const before = contents();
  for (const [path, ...others] of [
    [precious, '--force'],
    [model, '--resume'],
    [notes],
    [precious, '--resume', '--force'],
  ]) {
    expect(train(...flags, '--checkpoint', path, ...others)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `tagger: ${path}: expected a checkpoint written by tagger train, found another file; use --checkpoint with another name\n`,
    });
  }
  expect(contents()).toEqual(before);
  expect(existsSync(output)).toBe(false);
  rmSync(notes);
  mkdirSync(notes);
  expect(train(...flags, '--force').stderr).toBe(
    `tagger: ${notes}: expected a checkpoint written by tagger train, found a folder; use --checkpoint with another name\n`,
  );
});

test('--resume without a checkpoint starts, and leaves no checkpoint', () => {
  const { folder, output, train } = cases.start();
  const { exitCode, stderr } = train(...flags, '--resume');
  expect(exitCode).toBe(0);
  expect(stderr).toContain(`${output}.checkpoint: no checkpoint; training starts\n`);
  expect(readdirSync(folder)).toEqual(['m.safetensors']);
});

test('--resume after the same training prints that it is complete, and refuses another', async () => {
  const { folder, output, resume, trainUntil } = cases.start();
  const small = ['--hidden', '4', '--epochs', '4', '--batch-size', '4'];
  expect(resume(...small, '--quantize').exitCode).toBe(0);
  const bytes = readFileSync(output);
  expect(resume(...small, '--quantize')).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: `${output}: already complete, nothing to resume\n`,
  });
  expect(resume(...small, '--quantize', '--threads', '1', '--quiet').stderr).toBe('');
  const refused = {
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${output}: file already exists; use --force to overwrite it\n`,
  };
  expect(resume(...small)).toEqual(refused);
  expect(resume(...small, '--quantize', '--seed', '2')).toEqual(refused);
  expect(readFileSync(output)).toEqual(bytes);
  expect(readdirSync(folder)).toEqual(['m.safetensors']);
  // The best model so far is not that of the whole training.
  rmSync(output);
  const { exitCode } = await trainUntil(8, 'SIGTERM', small);
  expect(exitCode).toBe(143);
  rmSync(join(folder, 'm.checkpoint'));
  expect(resume(...small)).toEqual(refused);
  writeFileSync(output, 'another file');
  expect(resume(...small)).toEqual(refused);
});

test('--resume needs a checkpoint to go on from', () => {
  const { train } = cases.start();
  expect(train(...flags, '--resume', '--no-checkpoint')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'tagger: --resume: cannot be combined with --no-checkpoint (see tagger train --help)\n',
  });
});
