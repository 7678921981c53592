// The tagger as a whole: vocabularies, network and labels.

import type { Span } from '../corpora/tags.js';
import { type Arithmetic, compileKernels, instantiateKernels } from '../kernels/kernels.js';
import { createMemory, type LinearMemory } from '../kernels/memory.js';
import type { EmbeddingTable } from '../layers/embedding.js';
import type { Engine } from '../tensors/matrix.js';
import { allocateParameters } from '../tensors/parameters.js';
import type { NetworkConfig } from './network/config.js';
import { createNetwork, type Network } from './network/network.js';
import { parameterShapes } from './network/parameter-shapes.js';
import { createProjectionCache } from './tagging/projection-cache.js';
import { BATCH_TOKENS, tagSentences } from './tagging/tag-sentences.js';
import { createThreads, type ThreadOptions, type Threads } from './tagging/threads.js';
import { type Alphabet, createAlphabet } from './vocabulary/character-vocabulary.js';
import { createLabels, type Labels } from './vocabulary/labels.js';
import { createLexicon, type Lexicon } from './vocabulary/lexicon.js';

/** Rows of a vector file as they are stored: signed bytes, one scale a row. */
export interface StoredVectors {
  readonly words: readonly string[];
  /** (words, E) */
  readonly bytes: Int8Array;
  /** (words) */
  readonly scales: Float32Array;
  readonly digitsAreZeros: boolean;
}

/** All that is not a weight. */
export interface TaggerContent {
  readonly config: NetworkConfig;
  /** Entity types, sorted. */
  readonly types: readonly string[];
  /** Learned words by row; the first is empty and stands for the unknown word. */
  readonly words: readonly string[];
  /** Learned letters by row; the first is empty and stands for the unknown one. None where the network reads none. */
  readonly letters: readonly string[];
  readonly vectors?: StoredVectors;
}

export interface Tagger {
  readonly content: TaggerContent;
  readonly engine: Engine;
  readonly labels: Labels;
  readonly lexicon: Lexicon;
  /** Absent where the network reads no letters. */
  readonly alphabet?: Alphabet;
  /** Whether the network sees the shapes of words. */
  readonly seesShapes: boolean;
  readonly network: Network;
  readonly threads: Threads;
  /** Spans of each sentence of tokens. */
  tagSentences(sentences: readonly (readonly string[])[]): Span[][];
}

export interface TaggerOptions {
  readonly arithmetic: Arithmetic;
  readonly isTraining: boolean;
  /** One, if absent. */
  readonly threads?: ThreadOptions;
  /** Made of the content, if absent. */
  readonly stored?: StoredWords;
}

/** What is known of words, where it lies in a memory already: the content is then asked for none of it. */
export interface StoredWords {
  readonly memory: LinearMemory;
  readonly table: EmbeddingTable;
  readonly lexicon: Lexicon;
}

const oneThread: ThreadOptions = { count: 1, now: () => 0 };

/** Allocates a tagger; its weights are still to be set. */
export function createTagger(content: TaggerContent, options: TaggerOptions): Tagger {
  const { config, types } = content;
  const { isTraining, threads: threadOptions = oneThread } = options;
  const compiled = compileKernels(options.arithmetic);
  const { memory, table, lexicon } = options.stored ?? storeWords(content);
  const engine = { memory, kernels: instantiateKernels(memory, compiled) };
  const labels = createLabels(types);
  const sizes = { labelCount: labels.tags.length, letterCount: content.letters.length };
  const parameters = allocateParameters(engine, parameterShapes(config, sizes), isTraining);
  const { isLegal } = labels;
  const network = createNetwork(engine, { config, ...sizes, isLegal, table, parameters });
  const width = network.stack[0][0].weightIh.shape[0];
  const shape = { directions: config.directions, width, leastRows: BATCH_TOKENS };
  const cache = createProjectionCache(engine, shape);
  const { values, gradients } = parameters;
  const threads = createThreads(engine, network, threadOptions, {
    kernels: compiled,
    blueprint: {
      config,
      types,
      letterCount: sizes.letterCount,
      table,
      blocks: { values, gradients },
    },
    projections: { tables: cache.tables, width },
    isTraining,
  });
  const alphabet = config.characters ? createAlphabet(content.letters) : undefined;
  const reading = { lexicon, alphabet, seesShapes: config.shape !== null };
  const parts = { engine, labels, ...reading, cache, threads };
  return {
    ...{ content, engine, labels, ...reading, network, threads },
    tagSentences: (sentences) => {
      if (isTraining) cache.clear();
      return tagSentences(parts, sentences);
    },
  };
}

function storeWords(content: TaggerContent): StoredWords {
  const { config, words, vectors } = content;
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
  const value = memory.allocate(words.length * width * 4);
  return {
    memory,
    table: { rows: words.length, width, value, fixed },
    lexicon: createLexicon(words, vectors?.words ?? [], {
      foldsWords: config.foldsWords,
      digitsAreZeros: vectors?.digitsAreZeros ?? false,
    }),
  };
}
