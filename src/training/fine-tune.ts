// Fine-tuning: training that starts from a base model, with new words, characters and types.
import { copyBody, copyWeights } from '../model/copy-weights.js';
import type { NetworkConfig } from '../model/network/config.js';
import {
  isLanguageModel,
  type StoredVectors,
  type Tagger,
  type TaggerContent,
} from '../model/tagger.js';
import { unionOfEntities } from '../model/training-entities.js';
import type { TextConventions } from '../text/text-conventions.js';
import {
  createTrainableTagger,
  type TrainableOptions,
  type TrainableTagger,
} from './trainable-tagger.js';
import type { Vocabulary } from './vocabulary.js';

interface FineTuningOptions extends TrainableOptions {
  /** Those of the base model, if absent. */
  readonly conventions?: TextConventions;
  /** Number of the base model's vectors to keep, the first ones; all, if absent. */
  readonly keepVectors?: number;
  /** What is added to the body of a language model. */
  readonly top?: NetworkTop;
}

/** What a tagger has of its own if it starts from a language model. */
export type NetworkTop = Pick<NetworkConfig, 'layers' | 'dense' | 'decoder' | 'documents'>;

/**
 * A tagger with the network, the vectors and, after each reset, the weights of a base model. New
 * words start from their vector in the base model, or at random; new characters and types start as
 * in a new tagger. Types that the corpus lacks are dropped. Of a language model, only the body is
 * taken.
 */
export function createTrainableFromBase(
  base: Tagger,
  vocabulary: Vocabulary,
  options: FineTuningOptions,
): TrainableTagger {
  const { conventions, top, keepVectors, ...others } = options;
  const extended = extendContent(base.content, vocabulary);
  const copy = isLanguageModel(base.content) ? copyBody : copyWeights;
  const content = {
    ...extended,
    config: { ...extended.config, ...top },
    ...(conventions && { conventions }),
    ...(keepVectors !== undefined && { vectors: firstVectors(base.content, keepVectors) }),
  };
  const { spellings } = vocabulary;
  const trainable = createTrainableTagger(content, { ...others, spellings });
  return {
    ...trainable,
    reset: (start) => {
      trainable.reset(start);
      copy(base, trainable.tagger);
    },
  };
}

/** Undefined if none are left. */
function firstVectors(
  { vectors, config: { wordDimension } }: TaggerContent,
  count: number,
): StoredVectors | undefined {
  if (!vectors || count === 0) return undefined;
  return {
    words: vectors.words.slice(0, count),
    bytes: vectors.bytes.subarray(0, count * wordDimension),
    scales: vectors.scales.subarray(0, count),
    digitsAreZeros: vectors.digitsAreZeros,
  };
}

/**
 * The base model's words and characters come first, in their order, so that they keep their rows.
 */
function extendContent(
  base: TaggerContent,
  { types, words, characters, entities }: Vocabulary,
): TaggerContent {
  const { trainingEntities: known } = base;
  return {
    ...base,
    types,
    words: union(base.words, words),
    characters: base.config.characters ? union(base.characters, characters) : [],
    // All rows are trained from here on.
    subwordVectors: undefined,
    // Without those of the base model, the set would call entities unseen that are not.
    trainingEntities: isLanguageModel(base)
      ? entities
      : known && entities && unionOfEntities(known, entities),
  };
}

const union = (known: readonly string[], more: readonly string[]) => [
  ...new Set([...known, ...more]),
];

/** What the extended content has that the base model lacks, and the types that were dropped. */
export interface ContentChanges {
  readonly words: readonly string[];
  readonly characters: readonly string[];
  readonly types: readonly string[];
  readonly droppedTypes: readonly string[];
}

export function compareContent(base: TaggerContent, extended: TaggerContent): ContentChanges {
  return {
    words: extended.words.slice(base.words.length),
    characters: extended.characters.slice(base.characters.length),
    types: extended.types.filter((type) => !base.types.includes(type)),
    droppedTypes: base.types.filter((type) => !extended.types.includes(type)),
  };
}
