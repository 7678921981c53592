import { expect, test } from '@jest/globals';
import { evenDropout } from '../../src/model/network/dropouts.js';
import type { Tagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';
import { train } from '../../src/training/train.js';
import {
  createContent,
  createTrainableTagger,
  type TrainableTagger,
} from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';
import { plainLstm } from '../model/plain-lstm.js';
import { toyOptions, toySentences } from './toy-corpus.js';

const characters = { encoder: 'cnn', dimension: 3, filters: 4, widths: [3] } as const;
const config = { ...plainLstm, wordDimension: 5, characters, hidden: 6, decoder: 'crf' } as const;

function newTrainable(): TrainableTagger {
  const content = createContent(config, collectVocabulary(toySentences, false), undefined);
  return createTrainableTagger(content, { arithmetic: 'exact' });
}

function everyWeight({ engine: { memory }, network: { parameters, table } }: Tagger): number[] {
  return [
    ...memory.floats(parameters.values, parameters.count),
    ...memory.floats(table.value, table.rows * table.width),
  ];
}

/** Trains some epochs with every kind of randomness, and returns the weights. */
function trainWith({ tagger, coverage, reset }: TrainableTagger, seed: number): number[] {
  const random = createRandom(seed);
  reset({ random, gateBias: 0 });
  const rowsWithVector = coverage.vectorRows;
  const sentences = { sentences: toySentences, dev: toySentences, scheme: 'IOBES' } as const;
  const input = { ...sentences, rowsWithVector, random, isInterrupted: () => false };
  const options = { ...toyOptions, epochs: 3, dropout: evenDropout(0.3), wordDropout: 0.5, seed };
  const { length } = [...train(tagger, input, options)];
  expect(length).toBeGreaterThan(3);
  return everyWeight(tagger);
}

test('a tagger trained again with another seed gets the weights of a new one trained with it', () => {
  const again = newTrainable();
  const first = trainWith(again, 1);
  expect(trainWith(again, 2)).toEqual(trainWith(newTrainable(), 2));
  expect(trainWith(again, 1)).toEqual(first);
});

test('training again takes no more memory than training once', () => {
  const trainable = newTrainable();
  const { memory } = trainable.tagger.engine;
  trainWith(trainable, 1);
  const { bytes, peakBytes } = memory.usage();
  for (const seed of [2, 3, 4, 5]) trainWith(trainable, seed);
  expect(memory.usage().bytes).toBe(bytes);
  // Batches depend on the seed, and take a little more or less memory.
  expect(memory.usage().peakBytes).toBeLessThan(peakBytes + 2 * (peakBytes - bytes));
});
