import { expect, test } from '@jest/globals';
import { evenDropout } from '../../src/model/network/dropouts.js';
import type { Tagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';
import { train } from '../../src/training/train.js';
import { createTrainee, newContent, type Trainee } from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';
import { plainLstm } from '../model/plain-lstm.js';
import { toyOptions, toySentences } from './toy-corpus.js';

const characters = { encoder: 'cnn', dimension: 3, filters: 4, widths: [3] } as const;
const config = { ...plainLstm, wordDimension: 5, characters, hidden: 6, decoder: 'crf' } as const;

function newTrainee(): Trainee {
  const content = newContent(config, collectVocabulary(toySentences, false), undefined);
  return createTrainee(content, { arithmetic: 'exact' });
}

function everyWeight({ engine: { memory }, network: { parameters, table } }: Tagger): number[] {
  return [
    ...memory.floats(parameters.values, parameters.count),
    ...memory.floats(table.value, table.rows * table.width),
  ];
}

/** Some epochs, with all that is random. */
function trainWith({ tagger, start }: Trainee, seed: number): number[] {
  const random = createRandom(seed);
  const rowsWithVector = start({ random, gateBias: 0 }).rows;
  const sentences = { sentences: toySentences, dev: toySentences, scheme: 'IOBES' } as const;
  const input = { ...sentences, rowsWithVector, random, isInterrupted: () => false };
  const options = { ...toyOptions, epochs: 3, dropout: evenDropout(0.3), wordDropout: 0.5, seed };
  const { length } = [...train(tagger, input, options)];
  expect(length).toBeGreaterThan(3);
  return everyWeight(tagger);
}

test('a tagger trained again with another seed becomes what a new one becomes with it', () => {
  const again = newTrainee();
  const first = trainWith(again, 1);
  expect(trainWith(again, 2)).toEqual(trainWith(newTrainee(), 2));
  expect(trainWith(again, 1)).toEqual(first);
});

test('training again takes no more memory than training once', () => {
  const trainee = newTrainee();
  const { memory } = trainee.tagger.engine;
  trainWith(trainee, 1);
  const { bytes, peakBytes } = memory.usage();
  for (const seed of [2, 3, 4, 5]) trainWith(trainee, seed);
  expect(memory.usage().bytes).toBe(bytes);
  // Batches are drawn by the seed, and need a little more or less.
  expect(memory.usage().peakBytes).toBeLessThan(peakBytes + 2 * (peakBytes - bytes));
});
