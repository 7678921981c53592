import { readdirSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { createCases, fingerprint, smallTraining } from './interrupted-training.js';
import { runTagger } from './run-tagger.js';

const cases = createCases('signals');
afterAll(cases.remove);

test.each([
  ['SIGTERM', 143, 'send a second signal'],
  ['SIGHUP', 129, 'send a second signal'],
  ['SIGINT', 130, 'press Ctrl-C again'],
] as const)(
  '%s ends training with exit code %i, and a checkpoint is kept',
  async (signal, code, again) => {
    const { folder, checkpoint, trainUntil } = cases.start();
    const { exitCode, stderr } = await trainUntil(9, signal, smallTraining);
    expect(exitCode).toBe(code);
    expect(stderr).toContain(`stopping with the best weights so far; ${again} to abort\n`);
    expect(stderr).toContain(
      `kept ${checkpoint}: with --resume, the same command goes on from it\n`,
    );
    expect(readdirSync(folder).sort()).toEqual(['m.checkpoint', 'm.safetensors']);
  },
);

test('after a signal there is a model, which the training that goes on replaces', async () => {
  const { folder, output, resume, trainUntil } = cases.start();
  await trainUntil(9, 'SIGTERM', smallTraining);
  expect(runTagger(['tag', '--model', output], { input: 'Nobody was here .' }).exitCode).toBe(0);
  expect(resume(...smallTraining).exitCode).toBe(0);
  const whole = cases.start();
  whole.train(...smallTraining);
  expect(fingerprint(output)).toBe(fingerprint(whole.output));
  expect(readdirSync(folder)).toEqual(['m.safetensors']);
});

test('before the first epoch has ended there is a checkpoint, but no model', async () => {
  const { folder, checkpoint, trainUntil } = cases.start();
  const { exitCode, stderr } = await trainUntil(1, 'SIGTERM', smallTraining);
  expect(exitCode).toBe(143);
  expect(stderr).toContain('interrupted before the first epoch finished; no model was written\n');
  expect(stderr).toContain(`kept ${checkpoint}: `);
  expect(readdirSync(folder)).toEqual(['m.checkpoint']);
});
