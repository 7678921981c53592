// The tagger as a whole: vocabularies, network, labels and threads.
import { type Arithmetic, compileKernels, instantiateKernels } from '../kernels/kernels.js';
import { createMemory, type LinearMemory } from '../kernels/memory.js';
import type { EmbeddingTable } from '../layers/embedding.js';
import type { Engine } from '../tensors/matrix.js';
import { allocateParameters } from '../tensors/parameters.js';
import { FIRST_CONVENTIONS, type TextConventions } from '../text/text-conventions.js';
import { createUnitReader } from '../text/unit-reader.js';
import type { NetworkConfig } from './network/config.js';
import { createNetwork, type Network } from './network/network.js';
import { parameterShapes } from './network/parameter-shapes.js';
import { dequantizeVectors, type QuantizedVectors } from './quantized-vectors.js';
import { taggingTokens } from './split-tokens.js';
import { scoreSentences, tagWithConfidences } from './tagging/confidences.js';
import { findProbable } from './tagging/find-probable.js';
import { latticesOf } from './tagging/lattices.js';
import { findAlternatives } from './tagging/n-best.js';
import { createProjectionCache } from './tagging/projection-cache.js';
import { scoreReadings } from './tagging/readings.js';
import { BATCH_TOKENS, tagSentences } from './tagging/tag-sentences.js';
import { createThreads, type ThreadOptions, type Threads } from './tagging/threads.js';
import type { TaggingMethods } from './tagging-methods.js';
import type { EntityHashes } from './training-entities.js';
import { createCharacterVocabulary } from './vocabulary/character-vocabulary.js';
import type { WordReading } from './vocabulary/encode-words.js';
import { createLabels, type Labels } from './vocabulary/labels.js';
import { createLexicon, type Lexicon } from './vocabulary/lexicon.js';
import { createSubwordReader } from './vocabulary/subwords.js';

/** Rows of a vector file as a model stores them: signed bytes and one scale for each row. */
export interface StoredVectors extends QuantizedVectors {
  readonly words: readonly string[];
  readonly digitsAreZeros: boolean;
}

/** Everything but the weights. */
export interface TaggerContent {
  readonly config: NetworkConfig;
  /** Entity types, sorted. */
  readonly types: readonly string[];
  /** Learned words by row; the first is empty and stands for unknown words. */
  readonly words: readonly string[];
  /**
   * Learned characters by row; the first is empty and stands for unknown ones. Empty if the network
   * reads none.
   */
  readonly characters: readonly string[];
  /**
   * Learned subwords, whose rows follow those of the learned words; absent if the network reads
   * none.
   */
  readonly subwords?: readonly string[];
  /** The rows of the subwords if the model stores them as bytes. */
  readonly subwordVectors?: QuantizedVectors;
  readonly vectors?: StoredVectors;
  /** The first conventions, if absent. */
  readonly conventions?: TextConventions;
  /** Undefined if it is not known what the model, or its base model, was trained on. */
  readonly trainingEntities?: EntityHashes;
}

export interface Tagger extends WordReading, TaggingMethods {
  readonly content: TaggerContent;
  readonly engine: Engine;
  readonly labels: Labels;
  readonly network: Network;
  readonly threads: Threads;
  /** All scores are divided by it before probabilities are computed; it never changes the tags. */
  temperature: number;
}

export interface TaggerOptions {
  readonly arithmetic: Arithmetic;
  readonly isTraining: boolean;
  /** One thread, if absent. */
  readonly threads?: ThreadOptions;
  /** Made from the content, if absent. */
  readonly stored?: StoredWords;
}

/**
 * Word tables that are in a linear memory already; `content.words` and `content.vectors` are then
 * not read.
 */
export interface StoredWords {
  readonly memory: LinearMemory;
  readonly table: EmbeddingTable;
  readonly lexicon: Lexicon;
}

const oneThread: ThreadOptions = { count: 1, now: () => 0 };

/** Allocates a tagger; the caller sets its weights. */
export function createTagger(content: TaggerContent, options: TaggerOptions): Tagger {
  const { config, types, conventions = FIRST_CONVENTIONS } = content;
  const { isTraining, threads: threadOptions = oneThread } = options;
  const compiled = compileKernels(options.arithmetic);
  const { memory, table, lexicon } = options.stored ?? storeWords(content);
  const engine = { memory, kernels: instantiateKernels(memory, compiled) };
  const labels = createLabels(types);
  const sizes = { labelCount: labels.tags.length, characterCount: content.characters.length };
  const parameters = allocateParameters(engine, parameterShapes(config, sizes), isTraining);
  const { isLegal } = labels;
  const network = createNetwork(engine, { config, ...sizes, isLegal, table, parameters });
  const width = network.stack[0][0].weightIh.shape[0];
  const shape = { directions: config.directions, width, minRows: BATCH_TOKENS };
  const cache = createProjectionCache(engine, shape);
  const { values, gradients } = parameters;
  const threads = createThreads(engine, network, threadOptions, {
    kernels: compiled,
    network: {
      config,
      types,
      characterCount: sizes.characterCount,
      table,
      blocks: { values, gradients },
    },
    projections: { tables: cache.tables, width },
    isTraining,
  });
  const reading = readingOf(content, lexicon, table.rows - (content.subwords?.length ?? 0));
  const parts = { engine, labels, network, ...reading, cache, threads };
  // Training changes the weights between two calls.
  const context = () => {
    if (isTraining) cache.clear();
    return parts;
  };
  const tagger: Tagger = {
    content,
    engine,
    labels,
    ...reading,
    network,
    threads,
    temperature: 1,
    tagSentences: (sentences) => tagSentences(context(), sentences),
    tagWithConfidences: (sentences) => tagWithConfidences(context(), sentences, tagger.temperature),
    findProbable: (sentences, least) =>
      findProbable(context(), sentences, { least, temperature: tagger.temperature }),
    scoreSentences: (sentences) => scoreSentences(context(), sentences, tagger.temperature),
    findAlternatives: (sentences, count) =>
      findAlternatives(context(), sentences, { count, temperature: tagger.temperature }),
    scoreReadings: (sentences) => scoreReadings(context(), sentences, tagger.temperature),
    latticesOf: (sentences) => latticesOf(context(), sentences),
  };
  const readUnits = createUnitReader(conventions.tokenizer);
  return readUnits ? Object.assign(tagger, taggingTokens({ ...tagger }, readUnits)) : tagger;
}

/** @param firstSubword the row of the first subword */
function readingOf(content: TaggerContent, lexicon: Lexicon, firstSubword: number): WordReading {
  const { config, characters, subwords = [], conventions = FIRST_CONVENTIONS } = content;
  return {
    lexicon,
    characterVocabulary: config.characters ? createCharacterVocabulary(characters) : undefined,
    readsShapes: config.shape !== null,
    readSubwords:
      config.subwords &&
      createSubwordReader(subwords, firstSubword, {
        lengths: config.subwords.lengths,
        foldsWords: config.foldsWords,
        wordForms: conventions.wordForms,
      }),
    wordForms: conventions.wordForms,
  };
}

function storeWords(content: TaggerContent): StoredWords {
  const { config, words, subwords = [], vectors, conventions = FIRST_CONVENTIONS } = content;
  const memory = createMemory();
  const width = config.wordDimension;
  const count = vectors?.words.length ?? 0;
  const fixed = {
    count,
    bytes: memory.allocate(count * width),
    scales: memory.allocate(count * 4),
  };
  if (vectors) {
    memory.bytes(fixed.bytes, count * width).set(vectors.bytes);
    memory.floats(fixed.scales, count).set(vectors.scales);
  }
  const rows = words.length + subwords.length;
  const value = memory.allocate(rows * width * 4);
  if (content.subwordVectors) {
    const first = value + words.length * width * 4;
    dequantizeVectors(content.subwordVectors, memory.floats(first, subwords.length * width));
  }
  return {
    memory,
    table: { rows, width, value, fixed },
    lexicon: createLexicon(words, vectors?.words ?? [], {
      foldsWords: config.foldsWords,
      digitsAreZeros: vectors?.digitsAreZeros ?? false,
      wordForms: conventions.wordForms,
      subwordCount: subwords.length,
    }),
  };
}
