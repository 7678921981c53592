import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { environment, program, runTagger } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const base = mkdtempSync(join(tmpdir(), 'resume-'));
const corpus = join(base, 'tiny.conll');
const whole = join(base, 'whole.safetensors');
let folder = '';
let output = '';
let checkpoint = '';

// Dev is held out, so that it must be the same after an interruption.
const flags = [
  '--hidden',
  '4',
  '--epochs',
  '4',
  '--batch-size',
  '4',
  '--runs',
  '2',
  '--averaging',
  'ema',
];

beforeAll(() => {
  writeFileSync(corpus, tinyCorpus.repeat(2));
  const log = ['--log', join(base, 'whole.jsonl')];
  expect(runTagger(['train', corpus, '--output', whole, ...flags, ...log]).exitCode).toBe(0);
});
beforeEach(() => {
  folder = mkdtempSync(join(base, 'case-'));
  output = join(folder, 'm.safetensors');
  checkpoint = join(folder, 'm.checkpoint');
});
afterAll(() => rmSync(base, { recursive: true }));

const fingerprint = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const keep = () => ['--checkpoint', checkpoint, '--checkpoint-every', '0'];
const train = (...more: string[]) => runTagger(['train', corpus, '--output', output, ...more]);

/** Sends a signal once so many checkpoints have been written. */
async function trainUntil(count: number, signal: NodeJS.Signals, args: readonly string[]) {
  const words = [program, 'train', corpus, '--output', output, ...args, ...keep(), '--verbose'];
  const child: ChildProcess = spawn(process.execPath, words, {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  let isSent = false;
  child.stderr?.on('data', (data) => {
    stderr += data;
    const written = stderr.match(/^wrote .*\.checkpoint /gm)?.length ?? 0;
    if (!isSent && written >= count) isSent = child.kill(signal);
  });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  return { exitCode, stderr };
}

// There are 20 steps and epochs in each run.
test.each([1, 9, 25])(
  'killed after %i checkpoints, a training ends with the same bytes and the same log',
  async (count) => {
    const log = ['--log', join(folder, 'log.jsonl')];
    const { exitCode } = await trainUntil(count, 'SIGKILL', [...flags, ...log]);
    expect(exitCode).toBe(null);
    expect(existsSync(output)).toBe(false);
    const threads = count === 9 ? ['--threads', '1'] : [];
    const resumed = train(...flags, ...log, ...threads, '--checkpoint', checkpoint, '--resume');
    expect(resumed.stderr).toContain(`${checkpoint}: going on after `);
    expect(resumed.exitCode).toBe(0);
    expect(fingerprint(output)).toBe(fingerprint(whole));
    expect(readFileSync(join(folder, 'log.jsonl'))).toEqual(
      readFileSync(join(base, 'whole.jsonl')),
    );
    expect(existsSync(checkpoint)).toBe(false);
  },
);

test('fine-tuning goes on too', async () => {
  const model = join(base, 'base.safetensors');
  await writeTinyModel(model);
  const tuning = ['--from', model, '--epochs', '3', '--dev', corpus];
  await trainUntil(4, 'SIGKILL', tuning);
  expect(train(...tuning, '--checkpoint', checkpoint, '--resume').exitCode).toBe(0);
  const resumed = fingerprint(output);
  expect(train(...tuning, '--force').exitCode).toBe(0);
  expect(resumed).toBe(fingerprint(output));
});

test.each([
  ['SIGTERM', 143, 'send a second signal'],
  ['SIGHUP', 129, 'send a second signal'],
  ['SIGINT', 130, 'press Ctrl-C again'],
] as const)(
  '%s writes the best model so far, exits %i, and training can go on',
  async (signal, code, again) => {
    const { exitCode, stderr } = await trainUntil(9, signal, flags);
    expect(exitCode).toBe(code);
    expect(stderr).toContain(`stopping with the best weights so far; ${again} to abort\n`);
    expect(stderr).toContain(
      `kept ${checkpoint}: with --resume, the same command goes on from it\n`,
    );
    expect(runTagger(['tag', '--model', output], { input: 'Nobody was here .' }).exitCode).toBe(0);
    expect(train(...flags, '--checkpoint', checkpoint, '--resume').exitCode).toBe(0);
    expect(fingerprint(output)).toBe(fingerprint(whole));
    expect(readdirSync(folder)).toEqual(['m.safetensors']);
  },
);

test('a checkpoint beside the model is found, kept from loss, and checked', async () => {
  await trainUntil(3, 'SIGKILL', flags);
  const besideModel = `${output}.checkpoint`;
  copyFileSync(checkpoint, besideModel);
  expect(train(...flags)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${besideModel}: an interrupted training can go on from this file; use --resume to do so, or --force to start again\n`,
  });
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
  copyFileSync(whole, besideModel);
  expect(train(...flags, '--resume').stderr).toBe(
    `tagger: ${besideModel}: expected a checkpoint written by tagger train, found another safetensors file\n`,
  );
  expect(train(...flags, '--force').exitCode).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['m.checkpoint', 'm.safetensors']);
});

test('--resume without a checkpoint starts, and leaves no checkpoint', () => {
  const { exitCode, stderr } = train(...flags, '--resume');
  expect(exitCode).toBe(0);
  expect(stderr).toContain(`${output}.checkpoint: no checkpoint; training starts\n`);
  expect(fingerprint(output)).toBe(fingerprint(whole));
  expect(readdirSync(folder)).toEqual(['m.safetensors']);
  expect(train(...flags, '--resume').stderr).toBe(
    `tagger: ${output}: file already exists; use --force to overwrite it\n`,
  );
});

test('--resume needs a checkpoint to go on from', () => {
  expect(train(...flags, '--resume', '--no-checkpoint')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'tagger: --resume: cannot be combined with --no-checkpoint (see tagger train --help)\n',
  });
});
