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
  const epochs = [1, 300, 301, 3000, 3001, 6000, 6001, 20_000, 50_000, 50_001].map(
    (sentenceCount) => sizedDefaults(sentenceCount, 'default').epochs,
  );
  expect(epochs).toEqual([60, 60, 30, 30, 20, 20, 12, 12, 12, 8]);
});

test('the fast preset sees them half as often, the accurate one half as often again', () => {
  for (const sentenceCount of [1, 1000, 10_000, 100_000]) {
    const { epochs } = sizedDefaults(sentenceCount, 'default');
    expect(sizedDefaults(sentenceCount, 'fast').epochs).toBe(epochs / 2);
    expect(sizedDefaults(sentenceCount, 'accurate').epochs).toBe(epochs * 1.5);
  }
});

test('from very few sentences is learned in longer steps, with less left out', async () => {
  const flags = await parseTrainFlags(['corpus']);
  const { learningRate, dropout } = trainingOptions(flags, 300);
  expect(learningRate).toBeCloseTo(0.005, 12);
  expect(dropout).toMatchObject({ input: 0.35, layer: 0.35, output: 0.35, recurrent: 0.2 });
  const more = trainingOptions(flags, 301);
  expect(more).toMatchObject({ learningRate: 0.003, dropout: { input: 0.5, output: 0.5 } });
  const sgd = await parseTrainFlags(['corpus', '--optimizer', 'sgd']);
  expect(trainingOptions(sgd, 300).learningRate).toBeCloseTo(0.1 / 3, 12);
});

test('from many sentences is learned in more and shorter steps, but not by the accurate preset', async () => {
  const flags = await parseTrainFlags(['corpus']);
  const short = { batchSize: 4, learningRate: 0.0015, dropout: { input: 0.35 } };
  const usual = { batchSize: 10, learningRate: 0.003, dropout: { input: 0.5 } };
  expect(trainingOptions(flags, 6000)).toMatchObject(usual);
  expect(trainingOptions(flags, 6001)).toMatchObject(short);
  expect(trainingOptions(flags, 20_000)).toMatchObject(short);
  expect(trainingOptions(flags, 20_001)).toMatchObject(usual);
  const accurate = await parseTrainFlags(['corpus', '--preset', 'accurate']);
  expect(trainingOptions(accurate, 6001)).toMatchObject(usual);
  expect(trainingOptions(accurate, 300)).toMatchObject({ dropout: { input: 0.35 } });
});

test('what is given wins over the size of the corpus', async () => {
  const given = ['--epochs', '7', '--batch-size', '3', '--patience', '2'];
  const flags = await parseTrainFlags(['corpus', ...given]);
  expect(trainingOptions(flags, 100)).toMatchObject({ epochs: 7, batchSize: 3, patience: 2 });
  const rates = ['--learning-rate', '0.1', '--dropout', '0.2', '--output-dropout', '0'];
  const options = trainingOptions(await parseTrainFlags(['corpus', ...rates]), 100);
  expect(options.learningRate).toBe(0.1);
  expect(options.dropout).toMatchObject({ input: 0.2, layer: 0.2, output: 0 });
});

test('training ends after half of its epochs without a better score', async () => {
  const flags = await parseTrainFlags(['corpus', '--epochs', '7']);
  expect(trainingOptions(flags, 100).patience).toBe(4);
});
