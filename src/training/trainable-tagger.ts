// From corpora and vectors to a tagger that is ready to learn.
import type { NetworkConfig } from '../model/network/config.js';
import type { NetworkStart } from '../model/network/initialize-network.js';
import { quantizeVectors } from '../model/stored-vectors.js';
import {
  createTagger,
  type Tagger,
  type TaggerContent,
  type TaggerOptions,
} from '../model/tagger.js';
import type { WordVectors } from '../vectors/word-vectors.js';
import { initializeEmbedding, type VectorCoverage, type Vocabulary } from './vocabulary.js';

export interface PreparedTagger {
  readonly tagger: Tagger;
  readonly coverage: VectorCoverage;
}

/** A tagger that is trained once or, begun anew, several times: all that differs is what is random. */
export interface Trainee {
  readonly tagger: Tagger;
  /** Sets the weights that training begins with, and takes back the memory a training before has used. */
  start(start: NetworkStart): VectorCoverage;
}

type TraineeOptions = Omit<TaggerOptions, 'isTraining'>;

/** Random weights, and for words the vectors of the file, rounded as they will be stored. */
export function prepareTagger(
  config: NetworkConfig,
  vocabulary: Vocabulary,
  vectors: WordVectors | undefined,
  { arithmetic, threads, ...start }: NetworkStart & TraineeOptions,
): PreparedTagger {
  const content = newContent(config, vocabulary, vectors);
  const trainee = createTrainee(content, { arithmetic, threads });
  return { tagger: trainee.tagger, coverage: trainee.start(start) };
}

/** What a tagger knows that begins with nothing but these. */
export function newContent(
  config: NetworkConfig,
  { types, words, letters }: Vocabulary,
  vectors: WordVectors | undefined,
): TaggerContent {
  const stored = vectors && quantizeVectors(vectors);
  return { config, types, words, letters: config.characters ? letters : [], vectors: stored };
}

export function createTrainee(content: TaggerContent, options: TraineeOptions): Trainee {
  const tagger = createTagger(content, { ...options, isTraining: true });
  const { engine, network } = tagger;
  const mark = engine.memory.mark();
  return {
    tagger,
    start: (start) => {
      engine.memory.release(mark);
      const { count, values } = network.parameters;
      engine.kernels.fill(count, 0, values);
      network.initialize(start);
      return initializeEmbedding(tagger, start.random);
    },
  };
}
