// Defaults in --help that depend on the corpus, the preset or another flag, against those in use.
import { expect, test } from '@jest/globals';
import { inspectCommand } from '../../../src/cli/commands/inspect-command.js';
import { tagCommand } from '../../../src/cli/commands/tag-command.js';
import { presetNames, presets } from '../../../src/cli/commands/train/presets.js';
import { trainCommand } from '../../../src/cli/commands/train-command.js';
import { parseTrainFlags } from '../../../src/cli/commands/training/parse-train-flags.js';
import { allFlags } from '../../../src/cli/flags/command.js';
import { trainingOptions } from '../../../src/cli/train/settings/training-options.js';
import { findModel } from '../../../src/model/shipped-model.js';

const defaultOf = (name: string) => allFlags(trainCommand)[name].defaultText;

const optionsFor = async (sentenceCount: number, ...args: string[]) =>
  trainingOptions(await parseTrainFlags(['corpus', ...args]), sentenceCount);

test('the help shows the batch sizes, learning rates and dropout of training', async () => {
  const [small, large] = [await optionsFor(300), await optionsFor(301)];
  const sgd = ['--optimizer', 'sgd'];
  const [smallSgd, largeSgd] = [await optionsFor(300, ...sgd), await optionsFor(301, ...sgd)];
  const [smallFrom, largeFrom] = [
    await optionsFor(300, '--from', 'm'),
    await optionsFor(301, '--from', 'm'),
  ];
  expect(defaultOf('batch-size')).toBe(
    `${large.batchSize}; without --from, ${small.batchSize} for up to 300 sentences`,
  );
  expect(defaultOf('learning-rate')).toBe(
    `${large.learningRate}, or ${largeSgd.learningRate} for sgd; without --from, ` +
      `${small.learningRate} or ${smallSgd.learningRate} for up to 300 sentences`,
  );
  expect(defaultOf('dropout')).toBe(
    `${large.dropout.input}, or ${largeFrom.dropout.input} with --from`,
  );
  expect(small.dropout).toEqual(large.dropout);
  const stepsOf = ({ batchSize, learningRate }: typeof large) => ({ batchSize, learningRate });
  expect(stepsOf(largeFrom)).toEqual(stepsOf(large));
  expect(smallFrom).toEqual({ ...largeFrom, epochs: small.epochs, patience: small.patience });
});

test.each(['adamw', 'nadam'])('%s has the learning rates of adam', async (optimizer) => {
  for (const sentenceCount of [300, 301]) {
    const { learningRate } = await optionsFor(sentenceCount, '--optimizer', optimizer);
    expect(learningRate).toBe((await optionsFor(sentenceCount)).learningRate);
  }
});

test('the help shows the most and the fewest epochs of training', async () => {
  const [most, fewest] = [await optionsFor(1), await optionsFor(1e9)];
  expect(defaultOf('epochs')).toBe(`${most.epochs} to ${fewest.epochs}, by corpus size`);
});

test('the help shows what a preset changes', async () => {
  for (const preset of presetNames) {
    if (preset === 'default') continue;
    const { epochs } = await optionsFor(1, '--preset', preset);
    const factor = epochs / (await optionsFor(1)).epochs;
    const flags = Object.entries(presets[preset]).map(([name, value]) => `--${name} ${value}`);
    expect(trainCommand.moreDetails).toMatch(
      new RegExp(`^${preset} +${flags.join(', ')}, ${factor} times the epochs$`, 'm'),
    );
  }
});

test('the help names the model that is run by default', () => {
  const { shippedName } = findModel();
  for (const text of [allFlags(tagCommand).model.defaultText, inspectCommand.details]) {
    expect(text).toContain(`TAGGER_MODEL in the environment, else ${shippedName}`);
  }
});
