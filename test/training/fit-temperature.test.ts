import { expect, test } from '@jest/globals';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import type { Tagger } from '../../src/model/tagger.js';
import { createTrainableFromBase } from '../../src/training/fine-tune.js';
import { fitTemperature } from '../../src/training/fit-temperature.js';
import { randomTagger } from '../model/random-tagger.js';
import { randomNumbers } from '../reference/random.js';
import { toySentences, toyTrained } from './toy-corpus.js';

const random = randomNumbers(5);
const sentences = Array.from({ length: 300 }, () =>
  Array.from({ length: 6 }, () => ['a', 'b', 'c', 'unseen'][random.integer(4)]),
);

/** Sentences whose predicted spans are gold as often as their confidence at a temperature claims. */
function devAt(tagger: Tagger, temperature: number): LabeledSentence[] {
  const draw = randomNumbers(9);
  return tagger
    .latticesOf(sentences)
    .withConfidences(temperature)
    .map((spans, index) => ({
      tokens: sentences[index],
      spans: spans.filter(({ confidence }) => draw.uniform(0, 1) < confidence),
      line: 1,
    }));
}

function sumOfLosses(tagger: Tagger, dev: readonly LabeledSentence[], temperature: number): number {
  const spansOf = tagger.latticesOf(sentences).withConfidences(temperature);
  const losses = spansOf.flatMap((spans, index) =>
    spans.map(({ start, confidence }) => {
      const isGold = dev[index].spans.some((span) => span.start === start);
      return -Math.log(isGold ? confidence : 1 - confidence);
    }),
  );
  return losses.reduce((sum, loss) => sum + loss, 0);
}

test.each([0.6, 1.9])('a temperature of %f is found again from what it predicts', (temperature) => {
  const tagger = randomTagger();
  const dev = devAt(tagger, temperature);
  const fit = fitTemperature(tagger, dev);
  expect(fit.isFitted).toBe(true);
  expect(fit.entityCount).toBe(tagger.tagSentences(sentences).flat().length);
  expect(fit.errorAfter).toBeLessThan(fit.errorBefore!);
  expect(fit.temperature / temperature).toBeGreaterThan(0.8);
  expect(fit.temperature / temperature).toBeLessThan(1.25);
  // No neighbor is better, and what the tagger had before does not matter.
  const loss = sumOfLosses(tagger, dev, fit.temperature);
  for (const other of [fit.temperature - 0.03, fit.temperature + 0.03]) {
    expect(sumOfLosses(tagger, dev, other)).toBeGreaterThan(loss);
  }
  tagger.temperature = 3;
  expect(fitTemperature(tagger, dev)).toEqual(fit);
  expect(tagger.temperature).toBe(3);
});

test('without enough entities, or with answers of one kind, the temperature stays 1', () => {
  const tagger = randomTagger();
  const dev = devAt(tagger, 2);
  const few = dev.slice(0, 20);
  expect(fitTemperature(tagger, few)).toMatchObject({ temperature: 1, isFitted: false });
  const spansOf = tagger.tagSentences(sentences);
  const right = dev.map((sentence, index) => ({ ...sentence, spans: spansOf[index] }));
  const wrong = dev.map((sentence) => ({ ...sentence, spans: [] }));
  for (const one of [right, wrong]) {
    const fit = fitTemperature(tagger, one);
    expect(fit).toMatchObject({ temperature: 1, isFitted: false });
    expect(fit.errorAfter).toBe(fit.errorBefore);
  }
  expect(fitTemperature(tagger, [])).toEqual({
    temperature: 1,
    isFitted: false,
    entityCount: 0,
    correctCount: 0,
  });
});

test('training ends with the temperature of its best weights, whatever the tagger had before', () => {
  const { tagger, end } = toyTrained({ options: { epochs: 5 } });
  expect(end.temperature).toEqual(fitTemperature(tagger, toySentences));
  expect(tagger.temperature).toBe(end.temperature!.temperature);
});

test('a tagger made from a base model starts without the temperature of the base', () => {
  const base = randomTagger({ types: ['LOC', 'PER'] });
  base.temperature = 3;
  const vocabulary = { types: ['LOC', 'PER'], words: [], characters: [] };
  const { tagger } = createTrainableFromBase(base, vocabulary, { arithmetic: 'exact' });
  expect(tagger.temperature).toBe(1);
});
