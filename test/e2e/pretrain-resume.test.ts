import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { expectCheckpointBesideModel } from './checkpoint-beside-model.js';
import { createCases, fingerprint } from './interrupted-training.js';
import { runHere } from './run-here.js';
import { runTagger } from './run-tagger.js';

const paragraph = 'Anna Berg saw Paris . Teddy Roosevelt lives in New York . It rained here .\n';
const text = paragraph.repeat(120);
const cases = createCases('pretrain-resume', { command: 'pretrain', file: ['text.txt', text] });
afterAll(cases.remove);

const vectors = join(cases.base, 'vectors.txt');
writeFileSync(vectors, 'anna 1 2 3\nparis 3 2 1\nzebra 5 5 5\n');

// An epoch has four steps.
const small = ['--hidden', '4', '--character-filters', '4', '--epochs', '3'];

/** A pretraining that is not interrupted. */
const whole = cases.start();
whole.train(...small);

// Fifteen checkpoints are written: one after each step and each epoch.
test.each([1, 5, 12])(
  'killed after %i checkpoints, a pretraining ends with the same bytes',
  async (count) => {
    const { folder, output, checkpoint, resume, trainUntil } = cases.start();
    const { exitCode } = await trainUntil(count, 'SIGKILL', small);
    expect(exitCode).toBe(null);
    expect(existsSync(output)).toBe(false);
    const resumed = resume(...small, '--threads', String(1 + (count % 2)));
    expect(resumed.stderr).toContain(`${checkpoint}: going on after `);
    expect(resumed.exitCode).toBe(0);
    expect(fingerprint(output)).toBe(fingerprint(whole.output));
    expect(readdirSync(folder)).toEqual(['m.safetensors']);
  },
);

test('with vectors and drawn words, it goes on too', async () => {
  const { output, train, resume, trainUntil } = cases.start();
  const flags = [...small, '--vectors', vectors, '--keep-vectors', '2', '--words', '900'];
  await trainUntil(3, 'SIGKILL', flags);
  expect(resume(...flags).exitCode).toBe(0);
  const resumed = fingerprint(output);
  expect(train(...flags, '--force').exitCode).toBe(0);
  expect(resumed).toBe(fingerprint(output));
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s keeps a checkpoint and a model, which --resume replaces', async (signal, code) => {
  const { folder, output, checkpoint, resume, trainUntil } = cases.start();
  const { exitCode, stderr } = await trainUntil(4, signal, small);
  expect(exitCode).toBe(code);
  expect(stderr).toContain(
    'tagger: warning: interrupted; the model has not learned all of the text\n',
  );
  expect(stderr).toContain(`kept ${checkpoint}: with --resume, the same command goes on from it\n`);
  expect(readdirSync(folder).sort()).toEqual(['m.checkpoint', 'm.safetensors']);
  expect(resume(...small).exitCode).toBe(0);
  expect(fingerprint(output)).toBe(fingerprint(whole.output));
  expect(readdirSync(folder)).toEqual(['m.safetensors']);
});

test('a checkpoint beside the model is found, checked, and replaced only with --force', async () => {
  const start = cases.start();
  await expectCheckpointBesideModel(start, small);
  expect(fingerprint(start.output)).toBe(fingerprint(whole.output));
});

test('other flags or other content of a file are refused, and the checkpoint stays', async () => {
  const { checkpoint, output, resume, trainUntil } = cases.start();
  const flags = [...small, '--vectors', vectors];
  await trainUntil(3, 'SIGKILL', flags);
  const bytes = readFileSync(checkpoint);
  const refused = (difference: string) =>
    expect.stringContaining(
      `tagger: ${checkpoint}: expected ${difference}; to start again, use --force without --resume\n`,
    );
  for (const [given, asked, found] of [
    [['--seed', '2'], '--seed 1', '--seed 2'],
    [['--arithmetic', 'fast'], '--arithmetic exact', '--arithmetic fast'],
    [['--cell', 'gru'], '--cell lstm', '--cell gru'],
    [['--learning-rate', '0.1'], '--learning-rate 0.002', '--learning-rate 0.1'],
    [['--dropout', '0'], '--dropout 0.2', '--dropout 0'],
    [['--words', '900'], '--words 5000000', '--words 900'],
    [['--tokenizer', 'whitespace'], '--tokenizer words', '--tokenizer whitespace'],
    [['--keep-vectors', '1'], '--keep-vectors 200000', '--keep-vectors 1'],
    [['--unidirectional'], '--no-unidirectional', '--unidirectional'],
    [['--no-shape'], '--shape', '--no-shape'],
  ] as const) {
    expect(resume(...flags, ...given)).toEqual({
      exitCode: 1,
      stdout: '',
      // Before any text is read.
      stderr: `tagger: ${checkpoint}: expected ${asked}, as in the interrupted training, found ${found}; to start again, use --force without --resume\n`,
    });
  }
  const longer = flags.map((flag) => (flag === '3' ? '4' : flag));
  expect(resume(...longer).stderr).toEqual(
    refused('--epochs 3, as in the interrupted training, found --epochs 4'),
  );
  expect(resume(...small).stderr).toEqual(
    refused('--vectors, as in the interrupted training, found no --vectors'),
  );
  const another = (name: string) =>
    refused(`the content of ${name} to be that of the interrupted training, found another`);
  const written = readFileSync(vectors);
  writeFileSync(vectors, 'anna 1 2 4\n');
  expect(resume(...flags).stderr).toEqual(another('--vectors'));
  writeFileSync(vectors, written);
  writeFileSync(cases.corpus, `${text}${paragraph}`);
  expect(resume(...flags).stderr).toEqual(another('TEXT'));
  writeFileSync(cases.corpus, text);
  expect(readFileSync(checkpoint)).toEqual(bytes);
  expect(existsSync(output)).toBe(false);
  // Values that flags have by default are the same.
  const same = ['--tokenizer', 'words', '--learning-rate', '0.002', '--arithmetic', 'exact'];
  expect(resume(...flags, ...same, '--checkpoint-every', '1')).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining(`${checkpoint}: going on after `),
  });
});

test('the checkpoint of tagger train, or any other file, is refused and kept', async () => {
  const { folder, output, train } = cases.start();
  const trained = createCases('pretrain-foreign');
  const { checkpoint: foreign, trainUntil } = trained.start();
  await trainUntil(1, 'SIGKILL', ['--hidden', '4']);
  const notes = join(folder, 'notes');
  writeFileSync(notes, 'notes');
  for (const path of [foreign, notes]) {
    const bytes = readFileSync(path);
    for (const more of [[], ['--resume'], ['--force']]) {
      expect(train(...small, '--checkpoint', path, ...more)).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: `tagger: ${path}: expected a checkpoint written by tagger pretrain, found another file; use --checkpoint with another name\n`,
      });
    }
    expect(readFileSync(path)).toEqual(bytes);
  }
  expect(existsSync(output)).toBe(false);
  trained.remove();
});

test('--resume without a checkpoint starts, and leaves no checkpoint', () => {
  const { folder, output, train } = cases.start();
  const { exitCode, stderr } = train(...small, '--resume');
  expect(exitCode).toBe(0);
  expect(stderr).toContain(`${output}.checkpoint: no checkpoint; training starts\n`);
  expect(readdirSync(folder)).toEqual(['m.safetensors']);
});

test('--resume after the same pretraining prints that it is complete, and refuses another', async () => {
  const { folder, output, resume, trainUntil } = cases.start();
  expect(resume(...small).exitCode).toBe(0);
  const bytes = readFileSync(output);
  expect(resume(...small)).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: `${output}: already complete, nothing to resume\n`,
  });
  expect(resume(...small, '--threads', '1', '--quiet').stderr).toBe('');
  const refused = {
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${output}: file already exists; use --force to overwrite it\n`,
  };
  expect(resume(...small, '--seed', '2')).toEqual(refused);
  expect(readFileSync(output)).toEqual(bytes);
  expect(readdirSync(folder)).toEqual(['m.safetensors']);
  // What was learned until the signal is not the whole model.
  rmSync(output);
  const { exitCode } = await trainUntil(4, 'SIGTERM', small);
  expect(exitCode).toBe(143);
  rmSync(join(folder, 'm.checkpoint'));
  expect(resume(...small)).toEqual(refused);
});

test('a pretraining that diverges leaves no checkpoint', () => {
  const { folder, checkpoint, train } = cases.start();
  const keep = ['--checkpoint', checkpoint, '--checkpoint-every', '0'];
  const { exitCode, stderr } = train(...small, '--learning-rate', '1e30', ...keep);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('pretraining diverged with --learning-rate 1e+30');
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  [['--resume', '--no-checkpoint'], '--resume: cannot be combined with --no-checkpoint'],
  [
    ['--checkpoint-every', '1', '--no-checkpoint'],
    '--checkpoint-every: cannot be combined with --no-checkpoint',
  ],
  [['--checkpoint-every', 'x'], '--checkpoint-every: expected a number of at least 0, found "x"'],
  [['--checkpoint'], '--checkpoint: expected a path, found no value'],
])('%j is wrong usage', async (flags, message) => {
  const outcome = {
    exitCode: 2,
    stdout: '',
    stderr: `tagger: ${message} (see tagger pretrain --help)\n`,
  };
  expect(await runHere(['pretrain', cases.corpus, ...flags])).toEqual(outcome);
});

test('a wrong flag ends the program with exit code 2', () => {
  expect(runTagger(['pretrain', cases.corpus, '--resume', '--no-checkpoint']).exitCode).toBe(2);
});
