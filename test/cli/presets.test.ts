import { expect, test } from '@jest/globals';
import { optionsOf, trainCommand } from '../../src/cli/options.js';
import { parseTrainFlags } from '../../src/cli/parse-flags.js';
import { presetNames, presets, sizedDefaults } from '../../src/cli/presets.js';
import { trainingOptions } from '../../src/cli/training-options.js';

test('what a preset sets are values that its flags take', () => {
  const options = optionsOf(trainCommand);
  for (const preset of presetNames) {
    for (const [name, value] of Object.entries(presets[preset])) {
      expect(options[name].check(value)).toBe(value);
    }
  }
});

test('the fewer the sentences, the more often they are seen', () => {
  const epochs = [1, 300, 301, 3000, 3001, 6000, 6001, 50_000, 50_001].map(
    (sentenceCount) => sizedDefaults(sentenceCount, 'default').epochs,
  );
  expect(epochs).toEqual([60, 60, 30, 30, 20, 20, 12, 12, 8]);
});

test('the fast preset sees them half as often, the accurate one half as often again', () => {
  for (const sentenceCount of [1, 1000, 10_000, 100_000]) {
    const { epochs } = sizedDefaults(sentenceCount, 'default');
    expect(sizedDefaults(sentenceCount, 'fast').epochs).toBe(epochs / 2);
    expect(sizedDefaults(sentenceCount, 'accurate').epochs).toBe(epochs * 1.5);
  }
});

test('what is given wins over the size of the corpus', async () => {
  const given = ['--epochs', '7', '--batch-size', '3', '--patience', '2'];
  const flags = await parseTrainFlags(['corpus', ...given]);
  expect(trainingOptions(flags, 100)).toMatchObject({ epochs: 7, batchSize: 3, patience: 2 });
});

test('training ends after half of its epochs without a better score', async () => {
  const flags = await parseTrainFlags(['corpus', '--epochs', '7']);
  expect(trainingOptions(flags, 100).patience).toBe(4);
});
