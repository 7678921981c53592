// Ten sentences with different starts, whose names can only be tagged by their context.

import { parseConll } from '../../src/corpora/conll.js';
import type { NetworkConfig } from '../../src/model/network/config.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import { createRandom } from '../../src/tensors/random.js';
import type { TrainingOptions } from '../../src/training/optimization/options.js';
import {
  type EndEvent,
  type EpochEvent,
  type TrainingEvent,
  train,
} from '../../src/training/train.js';
import { prepareTagger } from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';
import type { WordVectors } from '../../src/vectors/word-vectors.js';
import { plainLstm } from '../model/plain-lstm.js';

const columns = `
Teddy/B-PER Roosevelt/E-PER rode home
bears like Teddy/S-PER
in Washington/S-LOC it rained
Washington/S-PER crossed the river
we met George/B-PER Washington/I-PER Carver/E-PER there
New/B-LOC York/E-LOC sleeps
from Reading/S-LOC to York/S-LOC by train
Reading is fun
the York/B-ORG Bank/E-ORG of Reading/S-LOC failed
nobody came
`;

export const toySentences = parseConll(
  Buffer.from(
    columns
      .split('\n')
      .map((line) =>
        line
          .split(' ')
          .filter((word) => word !== '')
          .map((word) => (word.includes('/') ? word.replace('/', ' ') : `${word} O`))
          .join('\n'),
      )
      .join('\n\n'),
  ),
  'toy.conll',
  { scheme: 'IOBES', strict: true },
).sentences;

export const toyOptions: TrainingOptions = {
  epochs: 60,
  batchSize: 2,
  optimizer: 'adam',
  learningRate: 0.02,
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
  gateBias: 0,
  onExplosion: 'stop',
  patience: 1000,
  freezeVectors: false,
  seed: 1,
};

export interface ToyRun {
  readonly options?: Partial<TrainingOptions>;
  readonly decoder?: NetworkConfig['decoder'];
  readonly characters?: NetworkConfig['characters'];
  readonly shape?: NetworkConfig['shape'];
  readonly vectors?: WordVectors;
  readonly sentences?: typeof toySentences;
  readonly dev?: typeof toySentences;
  readonly isInterrupted?: () => boolean;
}

/** An untrained tagger of eight units, and the events of its training. */
export function toyTraining(run: ToyRun = {}) {
  const { decoder = 'crf', vectors, sentences = toySentences, dev = sentences } = run;
  const { characters = null, shape = null } = run;
  const options = { ...toyOptions, ...run.options };
  const random = createRandom(options.seed);
  const config = {
    ...plainLstm,
    wordDimension: vectors?.dimension ?? 8,
    foldsWords: false,
    characters,
    shape,
    hidden: 8,
    decoder,
  } as const;
  const vocabulary = collectVocabulary(sentences, false);
  const { tagger, coverage } = prepareTagger(config, vocabulary, vectors, {
    arithmetic: 'exact',
    random,
    gateBias: options.gateBias,
  });
  const isInterrupted = run.isInterrupted ?? (() => false);
  const rowsWithVector = coverage.vectorRows;
  const input = { sentences, dev, scheme: 'IOBES', rowsWithVector, random, isInterrupted } as const;
  return { tagger, coverage, options, random, events: train(tagger, input, options) };
}

/** A finished training. */
export function toyTrained(run: ToyRun = {}) {
  const training = toyTraining(run);
  const events: TrainingEvent[] = [...training.events];
  return { ...training, events, epochs: epochsOf(events), end: events.at(-1) as EndEvent };
}

export function epochsOf(events: readonly TrainingEvent[]): EpochEvent[] {
  return events.filter((event) => event.kind === 'epoch');
}
