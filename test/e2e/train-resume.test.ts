import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { createCases, fingerprint, smallTraining } from './interrupted-training.js';
import { writeTinyModel } from './tiny-model.js';

const cases = createCases('resume');
afterAll(cases.remove);

/** A training that is not interrupted. */
const whole = cases.start();
const wholeLog = join(whole.folder, 'log.jsonl');
whole.train(...smallTraining, '--log', wholeLog);

// A run writes 24 checkpoints: one after each of its 20 steps and 4 epochs.
test.each([1, 9, 25])(
  'killed after %i checkpoints, a training ends with the same bytes and the same log',
  async (count) => {
    const { folder, output, checkpoint, resume, trainUntil } = cases.start();
    const log = ['--log', join(folder, 'log.jsonl')];
    const { exitCode } = await trainUntil(count, 'SIGKILL', [...smallTraining, ...log]);
    expect(exitCode).toBe(null);
    expect(existsSync(output)).toBe(false);
    const threads = count === 9 ? ['--threads', '1'] : [];
    const resumed = resume(...smallTraining, ...log, ...threads);
    expect(resumed.stderr).toContain(`${checkpoint}: going on after `);
    expect(resumed.exitCode).toBe(0);
    expect(fingerprint(output)).toBe(fingerprint(whole.output));
    expect(readFileSync(join(folder, 'log.jsonl'))).toEqual(readFileSync(wholeLog));
    expect(existsSync(checkpoint)).toBe(false);
  },
);

test('an ensemble goes on with the members that it has', async () => {
  const { output, checkpoint, train, resume, trainUntil } = cases.start();
  const flags = smallTraining.map((flag) => (flag === '--runs' ? '--ensemble' : flag));
  // The first of the two runs is over.
  await trainUntil(30, 'SIGKILL', flags);
  const other = resume(...flags, '--seed', '2');
  expect(other.stderr).toContain('expected --seed 1, as in the interrupted training');
  expect(resume(...flags).stderr).toContain(`${checkpoint}: going on after 1 run`);
  const resumed = fingerprint(output);
  expect(train(...flags, '--force').exitCode).toBe(0);
  expect(resumed).toBe(fingerprint(output));
});

test('fine-tuning goes on too', async () => {
  const { output, train, resume, trainUntil } = cases.start();
  const model = join(cases.base, 'base.safetensors');
  await writeTinyModel(model);
  const flags = ['--from', model, '--epochs', '3', '--dev', cases.corpus];
  await trainUntil(4, 'SIGKILL', flags);
  expect(resume(...flags).exitCode).toBe(0);
  const resumed = fingerprint(output);
  expect(train(...flags, '--force').exitCode).toBe(0);
  expect(resumed).toBe(fingerprint(output));
});
