// A small network before training, on the tiny corpus, for tests that look at the training itself.

import { parseConll } from '../../src/corpora/conll.js';
import type { NetworkConfig } from '../../src/model/network/config.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import { createRandom } from '../../src/tensors/random.js';
import type { TrainingOptions } from '../../src/training/optimization/options.js';
import { type TrainingEvent, train } from '../../src/training/train.js';
import { prepareTagger } from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';
import { tinyCorpus } from '../e2e/tiny-model.js';

export const tinyOptions: TrainingOptions = {
  epochs: 3,
  batchSize: 1,
  optimizer: 'adam',
  learningRate: 0.01,
  schedule: 'inverse-time',
  learningRateDecay: 0,
  plateauPatience: 1,
  warmUp: 0,
  momentum: 0.9,
  dropout: evenDropout(0),
  classWeights: 'none',
  weightDecay: 0,
  averaging: 'none',
  averagingDecay: 0.9,
  wordDropout: 0,
  clipNorm: 5,
  clipValue: 0,
  onExplosion: 'rollback',
  gateBias: 0,
  patience: 10,
  freezeVectors: false,
  seed: 1,
};

export function tinyTagger() {
  const { sentences, scheme } = parseConll(Buffer.from(tinyCorpus), 'tiny');
  const random = createRandom(1);
  const config = {
    cell: 'lstm',
    directions: 2,
    layers: 1,
    wordDimension: 6,
    foldsWords: false,
    characters: null,
    shape: null,
    hidden: 6,
    dense: [],
    decoder: 'crf',
  } satisfies NetworkConfig;
  const start = { arithmetic: 'exact', random, gateBias: 0 } as const;
  const { tagger } = prepareTagger(config, collectVocabulary(sentences, false), undefined, start);
  const { parameters, table } = tagger.network;
  const floats = (address: number, count: number) => tagger.engine.memory.floats(address, count);

  return {
    tagger,
    /** A copy of every weight. */
    weights: () => [
      ...floats(parameters.values, parameters.count),
      ...floats(table.value, table.rows * table.width),
    ],
    values: (name: string) => {
      const { value, count } = parameters.find(name);
      return Array.from(floats(value, count));
    },
    fill: (name: string, value: number) => {
      const parameter = parameters.find(name);
      floats(parameter.value, parameter.count).fill(value);
    },
    scale: (name: string, factor: number) => {
      const { value, count } = parameters.find(name);
      tagger.engine.kernels.scale(count, factor, value);
    },
    train: (options: Partial<TrainingOptions>): Generator<TrainingEvent, void> => {
      const rowsWithVector = new Set<number>();
      const input = { sentences, dev: sentences, scheme, rowsWithVector, random };
      return train(
        tagger,
        { ...input, isInterrupted: () => false },
        { ...tinyOptions, ...options },
      );
    },
  };
}
