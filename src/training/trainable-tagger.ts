// A tagger to train: allocated once, and reset to new initial weights before each run.
import type { NetworkConfig } from '../model/network/config.js';
import type { NetworkStart } from '../model/network/initialize-network.js';
import { quantizeVectors } from '../model/stored-vectors.js';
import {
  createTagger,
  type Tagger,
  type TaggerContent,
  type TaggerOptions,
} from '../model/tagger.js';
import type { TextConventions } from '../text/text-conventions.js';
import type { WordVectors } from '../vectors/word-vectors.js';
import { findVectors, initializeEmbedding, type VectorCoverage } from './vector-coverage.js';
import type { Vocabulary } from './vocabulary.js';

export interface TrainableTagger {
  readonly tagger: Tagger;
  readonly coverage: VectorCoverage;
  /** Sets the initial weights, and releases the memory that an earlier run has taken. */
  reset(start: NetworkStart): void;
}

export interface TrainableOptions extends Omit<TaggerOptions, 'isTraining'> {
  /** Throws an error if there is no room for a tagger of this content. */
  checkRoom?(content: TaggerContent): void;
  /** Under what else the vectors of folded words are looked up. */
  readonly spellings?: Vocabulary['spellings'];
}

/** A tagger whose weights are still to be set by `reset`. */
export function createTrainableTagger(
  content: TaggerContent,
  { checkRoom, spellings, ...options }: TrainableOptions,
): TrainableTagger {
  checkRoom?.(content);
  const tagger = createTagger(content, { ...options, isTraining: true });
  const { engine, network } = tagger;
  const coverage = findVectors(content, spellings);
  const mark = engine.memory.mark();
  return {
    tagger,
    coverage,
    reset: (start) => {
      engine.memory.release(mark);
      const { count, values } = network.parameters;
      engine.kernels.fill(count, 0, values);
      network.initialize(start);
      initializeEmbedding(tagger, coverage, start.random);
    },
  };
}

/** Content of a new tagger; its vectors are quantized as the model file stores them. */
export function createContent(
  config: NetworkConfig,
  { types, words, subwords, characters, entities }: Vocabulary,
  vectors: WordVectors | undefined,
  conventions?: TextConventions,
): TaggerContent {
  const stored = vectors && quantizeVectors(vectors);
  return {
    config,
    types,
    words,
    ...(config.subwords && { subwords: subwords ?? [] }),
    characters: config.characters ? characters : [],
    vectors: stored,
    trainingEntities: entities,
    ...(conventions && { conventions }),
  };
}

/** A new tagger with its initial weights. */
export function prepareTagger(
  config: NetworkConfig,
  vocabulary: Vocabulary,
  vectors: WordVectors | undefined,
  { arithmetic, threads, ...start }: NetworkStart & TrainableOptions,
): Omit<TrainableTagger, 'reset'> {
  const content = createContent(config, vocabulary, vectors);
  const { tagger, coverage, reset } = createTrainableTagger(content, { arithmetic, threads });
  reset(start);
  return { tagger, coverage };
}
