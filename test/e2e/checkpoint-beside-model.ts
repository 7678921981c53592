// What every command that trains does with a checkpoint at its default path.
import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { InterruptedCase } from './interrupted-training.js';

/** Expects that the checkpoint is found, checked, and replaced only with --force, which trains anew. */
export async function expectCheckpointBesideModel(
  { folder, output, checkpoint, train, trainUntil }: InterruptedCase,
  flags: readonly string[],
): Promise<void> {
  await trainUntil(3, 'SIGKILL', flags);
  const besideModel = `${output}.checkpoint`;
  const refused = (message: string) => ({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${besideModel}: ${message}\n`,
  });
  const startAgain = '; to start again, use --force without --resume';
  copyFileSync(checkpoint, besideModel);
  expect(train(...flags)).toEqual(
    refused(
      'an interrupted training can go on from this file; use --resume to do so, or --force to start again',
    ),
  );
  expect(train(...flags, '--no-checkpoint').exitCode).toBe(0);
  expect(readdirSync(folder)).toContain('m.safetensors.checkpoint');
  const others = train(...flags, '--seed', '2', '--resume');
  expect(others.exitCode).toBe(1);
  expect(others.stderr).toContain(
    `tagger: ${besideModel}: expected --seed 1, as in the interrupted training, found --seed 2${startAgain}\n`,
  );
  truncateSync(besideModel, 5000);
  expect(train(...flags, '--resume').stderr).toMatch(
    /^tagger: .*\.checkpoint: .*found.*; to start again, use --force without --resume\n$/,
  );
  copyFileSync(checkpoint, besideModel);
  const bytes = readFileSync(besideModel);
  bytes[bytes.length - 9] ^= 1;
  writeFileSync(besideModel, bytes);
  expect(train(...flags, '--resume')).toEqual(
    refused(`expected the content to have its checksum, found damage${startAgain}`),
  );
  expect(train(...flags, '--force').exitCode).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['m.checkpoint', 'm.safetensors']);
}
