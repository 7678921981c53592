// A small training that can be continued from any of its events.
import type { NetworkConfig } from '../../../src/model/network/config.js';
import { evenDropout } from '../../../src/model/network/dropouts.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { createRandom } from '../../../src/tensors/random.js';
import type { TrainingOptions } from '../../../src/training/optimization/options.js';
import { addSubwordsTo } from '../../../src/training/subword-vocabulary.js';
import {
  createTraining,
  type Training,
  type TrainingInput,
  type TrainingState,
} from '../../../src/training/train.js';
import { createContent, createTrainableTagger } from '../../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../../src/training/vocabulary.js';
import type { WordVectors } from '../../../src/vectors/word-vectors.js';
import { plainLstm } from '../../model/plain-lstm.js';
import { toyOptions, toySentences } from '../toy-corpus.js';

export interface ResumableRun {
  readonly options?: Partial<TrainingOptions>;
  readonly config?: Partial<NetworkConfig>;
  readonly vectors?: WordVectors;
}

export interface StartedRun {
  readonly tagger: Tagger;
  readonly options: TrainingOptions;
  readonly training: Training;
}

/** @param stateFor the state to go on from, for the new tagger and the options */
export function startRun(
  run: ResumableRun,
  stateFor?: (tagger: Tagger, options: TrainingOptions) => TrainingState,
): StartedRun {
  const options: TrainingOptions = {
    ...toyOptions,
    epochs: 3,
    batchSize: 4,
    dropout: { ...evenDropout(0.3), recurrent: 0.2 },
    wordDropout: 0.5,
    onExplosion: 'rollback',
    ...run.options,
  };
  const { vectors } = run;
  const config: NetworkConfig = {
    ...plainLstm,
    wordDimension: vectors?.dimension ?? 4,
    foldsWords: false,
    characters: null,
    shape: null,
    hidden: 4,
    decoder: 'crf',
    ...run.config,
  };
  const plain = { config, vocabulary: collectVocabulary(toySentences, false) };
  const { vocabulary } = addSubwordsTo(plain, 2);
  const content = createContent(config, vocabulary, vectors);
  const { tagger, coverage, reset } = createTrainableTagger(content, { arithmetic: 'exact' });
  const random = createRandom(options.seed);
  reset({ random, gateBias: options.gateBias });
  const input: TrainingInput = {
    sentences: toySentences.slice(0, 8),
    dev: toySentences,
    scheme: 'IOBES',
    rowsWithVector: coverage.vectorRows,
    random,
    isInterrupted: () => false,
  };
  const training = createTraining(tagger, input, options, stateFor?.(tagger, options));
  return { tagger, options, training };
}

/** The bits of every weight. */
export function weightBits({ engine, network: { parameters, table } }: Tagger): Buffer {
  const bytes = (address: number, count: number) => engine.memory.bytes(address, count * 4);
  return Buffer.concat([
    bytes(parameters.values, parameters.count),
    bytes(table.value, table.rows * table.width),
  ]);
}
