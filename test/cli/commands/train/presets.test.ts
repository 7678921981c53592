import { expect, test } from '@jest/globals';
import {
  type PresetName,
  presetNames,
  presets,
  sizedDefaults,
} from '../../../../src/cli/commands/train/presets.js';
import { trainCommand } from '../../../../src/cli/commands/train-command.js';
import { parseTrainFlags } from '../../../../src/cli/commands/training/parse-train-flags.js';
import { allFlags } from '../../../../src/cli/flags/command.js';
import { trainingOptions } from '../../../../src/cli/train/settings/training-options.js';

const fromScratch = (preset: PresetName) => ({ preset, isFineTuning: false });

test('the values of a preset are accepted by their flags', () => {
  const table = allFlags(trainCommand);
  for (const preset of presetNames) {
    for (const [name, value] of Object.entries(presets[preset])) {
      expect(table[name].check(value)).toBe(value);
    }
  }
});

test('a smaller corpus is read in more epochs', () => {
  const epochs = [1, 300, 301, 3000, 3001, 6000, 6001, 20_000, 50_000, 50_001].map(
    (sentenceCount) => sizedDefaults(sentenceCount, fromScratch('default')).epochs,
  );
  expect(epochs).toEqual([60, 60, 30, 30, 20, 20, 12, 12, 12, 8]);
});

test('the fast preset halves the epochs, the accurate one adds half', () => {
  for (const sentenceCount of [1, 1000, 10_000, 100_000]) {
    const { epochs } = sizedDefaults(sentenceCount, fromScratch('default'));
    expect(sizedDefaults(sentenceCount, fromScratch('fast')).epochs).toBe(epochs / 2);
    expect(sizedDefaults(sentenceCount, fromScratch('accurate')).epochs).toBe(epochs * 1.5);
  }
});

const small = {
  batchSize: 10,
  learningRate: 0.005,
  dropout: { input: 0.35, layer: 0.35, output: 0.35 },
};
const large = { batchSize: 4, learningRate: 0.0015, dropout: { input: 0.35, recurrent: 0.2 } };
const fineTuning = { batchSize: 4, learningRate: 0.0015, dropout: { input: 0.5, output: 0.5 } };

test.each([
  [[], 300, small],
  [[], 301, large],
  [[], 100_000, large],
  [['--preset', 'accurate'], 300, { ...small, dropout: { input: 0.35, recurrent: 0.3 } }],
  [['--preset', 'accurate'], 301, { ...large, dropout: { input: 0.35, recurrent: 0.3 } }],
  [['--optimizer', 'sgd'], 300, { batchSize: 10, learningRate: 0.03 }],
  [['--optimizer', 'sgd'], 301, { batchSize: 4, learningRate: 0.01 }],
  [['--from', 'model'], 300, fineTuning],
  [['--from', 'model'], 301, fineTuning],
])('with %j, the steps for %d sentences are %j', async (args, sentenceCount, steps) => {
  const flags = await parseTrainFlags(['corpus', ...args]);
  expect(trainingOptions(flags, sentenceCount)).toMatchObject(steps);
});

test('given flags override the defaults by corpus size', async () => {
  const given = ['--epochs', '7', '--batch-size', '3', '--patience', '2'];
  const flags = await parseTrainFlags(['corpus', ...given]);
  expect(trainingOptions(flags, 100)).toMatchObject({ epochs: 7, batchSize: 3, patience: 2 });
  const rates = ['--learning-rate', '0.1', '--dropout', '0.2', '--output-dropout', '0'];
  const options = trainingOptions(await parseTrainFlags(['corpus', ...rates]), 100);
  expect(options.learningRate).toBe(0.1);
  expect(options.dropout).toMatchObject({ input: 0.2, layer: 0.2, output: 0 });
});

test('by default, patience is half of the epochs, rounded up', async () => {
  const flags = await parseTrainFlags(['corpus', '--epochs', '7']);
  expect(trainingOptions(flags, 100).patience).toBe(4);
});
