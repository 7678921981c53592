import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { createCases, smallTraining as flags } from './interrupted-training.js';
import { writeTinyModel } from './tiny-model.js';

const cases = createCases('checkpoint');
afterAll(cases.remove);

test('a checkpoint beside the model is found, checked, and replaced only with --force', async () => {
  const { folder, output, checkpoint, train, trainUntil } = cases.start();
  await trainUntil(3, 'SIGKILL', flags);
  const besideModel = `${output}.checkpoint`;
  copyFileSync(checkpoint, besideModel);
  expect(train(...flags)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${besideModel}: an interrupted training can go on from this file; use --resume to do so, or --force to start again\n`,
  });
  expect(train(...flags, '--no-checkpoint').exitCode).toBe(0);
  expect(readdirSync(folder)).toContain('m.safetensors.checkpoint');
  const others = train(...flags, '--seed', '2', '--resume');
  expect(others.exitCode).toBe(1);
  expect(others.stderr).toContain(
    `tagger: ${besideModel}: expected --seed 1, as in the interrupted training, found --seed 2; to start again, use --force without --resume\n`,
  );
  truncateSync(besideModel, 5000);
  expect(train(...flags, '--resume').stderr).toMatch(/^tagger: .*\.checkpoint: .*found.*\n$/);
  copyFileSync(checkpoint, besideModel);
  const bytes = readFileSync(besideModel);
  bytes[bytes.length - 9] ^= 1;
  writeFileSync(besideModel, bytes);
  expect(train(...flags, '--resume').stderr).toBe(
    `tagger: ${besideModel}: expected the content to have its checksum, found damage\n`,
  );
  await writeTinyModel(besideModel);
  expect(train(...flags, '--resume').stderr).toBe(
    `tagger: ${besideModel}: expected a checkpoint written by tagger train, found another safetensors file\n`,
  );
  expect(train(...flags, '--force').exitCode).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['m.checkpoint', 'm.safetensors']);
});

test('--resume without a checkpoint starts, and leaves no checkpoint', () => {
  const { folder, output, train } = cases.start();
  const { exitCode, stderr } = train(...flags, '--resume');
  expect(exitCode).toBe(0);
  expect(stderr).toContain(`${output}.checkpoint: no checkpoint; training starts\n`);
  expect(readdirSync(folder)).toEqual(['m.safetensors']);
  expect(train(...flags, '--resume').stderr).toBe(
    `tagger: ${output}: file already exists; use --force to overwrite it\n`,
  );
});

test('--resume needs a checkpoint to go on from', () => {
  const { train } = cases.start();
  expect(train(...flags, '--resume', '--no-checkpoint')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'tagger: --resume: cannot be combined with --no-checkpoint (see tagger train --help)\n',
  });
});
