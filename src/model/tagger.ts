// The tagger as a whole: vocabularies, network, labels and threads.
import {
  type Arithmetic,
  type CompiledKernels,
  compileKernels,
  instantiateKernels,
} from '../kernels/kernels.js';
import { createMemory } from '../kernels/memory.js';
import type { EmbeddingTable } from '../layers/embedding.js';
import type { Engine } from '../tensors/matrix.js';
import { allocateParameters } from '../tensors/parameters.js';
import { FIRST_CONVENTIONS, type TextConventions } from '../text/text-conventions.js';
import { createUnitReader } from '../text/unit-reader.js';
import type { NetworkConfig } from './network/config.js';
import { createNetwork, type Network, type TaggingNetwork } from './network/network.js';
import { parameterShapes } from './network/parameter-shapes.js';
import { dequantizeVectors, type QuantizedVectors } from './quantized-vectors.js';
import { taggingTokens } from './split-tokens.js';
import { scoreSentences, tagWithConfidences } from './tagging/confidences.js';
import { findProbable } from './tagging/find-probable.js';
import { latticesOf } from './tagging/lattices.js';
import { marginalsOf } from './tagging/marginals.js';
import { findAlternatives } from './tagging/n-best.js';
import { createProjectionCache } from './tagging/projection-cache.js';
import { scoreReadings } from './tagging/readings.js';
import { joinNetworks } from './tagging/shared-network.js';
import { BATCH_TOKENS, tagSentences } from './tagging/tag-sentences.js';
import { createThreads, type ThreadOptions, type Threads } from './tagging/threads.js';
import type { TaggingMethods } from './tagging-methods.js';
import type { EntityHashes } from './training-entities.js';
import { createCharacterVocabulary } from './vocabulary/character-vocabulary.js';
import { readDocuments } from './vocabulary/document-words.js';
import type { WordReading } from './vocabulary/encode-words.js';
import { createLabels, type Labels } from './vocabulary/labels.js';
import { createLexicon, type Lexicon } from './vocabulary/lexicon.js';
import { createSubwordReader } from './vocabulary/subwords.js';

/** Rows of a vector file as a model stores them: signed bytes and one scale for each row. */
export interface StoredVectors extends QuantizedVectors {
  readonly words: readonly string[];
  /**
   * Number of first words of which each member of an ensemble has a row of its own, among its
   * weights, and none in `bytes` and `scales`; 0, if absent.
   */
  readonly ownCount?: number;
  readonly digitsAreZeros: boolean;
}

/** Everything but the weights. */
export interface TaggerContent {
  readonly config: NetworkConfig;
  /** Entity types, sorted; none in a language model. */
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
  /** The temperatures of the networks that tag together; one network, if absent. */
  readonly memberTemperatures?: readonly number[];
  /** The first conventions, if absent. */
  readonly conventions?: TextConventions;
  /** Undefined if it is not known what the model, or its base model, was trained on. */
  readonly trainingEntities?: EntityHashes;
}

/** Whether the network has learned from text without entities, and cannot tag yet. */
export const isLanguageModel = ({ types }: Pick<TaggerContent, 'types'>) => types.length === 0;

export interface Tagger extends WordReading, TaggingMethods {
  readonly content: TaggerContent;
  readonly engine: Engine;
  readonly labels: Labels;
  /** The network, or the first member of an ensemble. Only a tagger of one network is trained. */
  readonly network: Network;
  /** What tags: the network, or all members of an ensemble as one. */
  readonly tagging: TaggingNetwork;
  /** The network, or all members of an ensemble, which tag together. */
  readonly networks: readonly Network[];
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
  readonly engine: Engine;
  /** The kernels of the engine. */
  readonly compiled: CompiledKernels;
  /** One for each network. */
  readonly tables: readonly EmbeddingTable[];
  readonly lexicon: Lexicon;
}

const oneThread: ThreadOptions = { count: 1, now: () => 0 };

/** Allocates a tagger; the caller sets its weights. */
export function createTagger(content: TaggerContent, options: TaggerOptions): Tagger {
  const { config, types, conventions = FIRST_CONVENTIONS } = content;
  const { isTraining, threads: threadOptions = oneThread } = options;
  const { engine, compiled, tables, lexicon } =
    options.stored ?? storeWords(content, options.arithmetic);
  const labels = createLabels(types);
  const sizes = { labelCount: labels.tags.length, characterCount: content.characters.length };
  const { isLegal } = labels;
  const networks = tables.map((table) => {
    const parameters = allocateParameters(engine, parameterShapes(config, sizes), isTraining);
    return createNetwork(engine, { config, ...sizes, isLegal, table, parameters });
  });
  const temperatures = content.memberTemperatures ?? [1];
  const members = networks.map((network, index) => {
    return { network, temperature: temperatures[index] };
  });
  const joined = joinNetworks(engine, members, labels);
  const [network] = networks;
  const width = network.stack[0][0].weightIh.shape[0];
  const { directions } = config;
  const memberCount = networks.length;
  const shape = { directions, width, minRows: BATCH_TOKENS, memberCount };
  const cache = createProjectionCache(engine, shape);
  const threads = createThreads(engine, joined, threadOptions, {
    kernels: compiled,
    networks: members.map(({ network: { table, parameters }, temperature }) => {
      const { characterCount } = sizes;
      const { values, gradients } = parameters;
      return { config, types, characterCount, table, blocks: { values, gradients }, temperature };
    }),
    projections: { tables: cache.tables, width },
    isTraining,
  });
  const firstSubword = tables[0].rows - (content.subwords?.length ?? 0);
  const reading = readingOf(content, lexicon, firstSubword);
  const isEnsemble = memberCount > 1;
  const parts = { engine, labels, network: joined.tagging, isEnsemble, ...reading, cache, threads };
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
    tagging: joined.tagging,
    networks,
    threads,
    temperature: 1,
    readDocuments: (documents) => readDocuments(reading, documents),
    tagSentences: (sentences) => tagSentences(context(), sentences),
    tagWithConfidences: (sentences) => tagWithConfidences(context(), sentences, tagger.temperature),
    findProbable: (sentences, least) =>
      findProbable(context(), sentences, { least, temperature: tagger.temperature }),
    scoreSentences: (sentences) => scoreSentences(context(), sentences, tagger.temperature),
    findAlternatives: (sentences, count) =>
      findAlternatives(context(), sentences, { count, temperature: tagger.temperature }),
    scoreReadings: (sentences) => scoreReadings(context(), sentences, tagger.temperature),
    marginalsOf: (sentences) => marginalsOf(context(), sentences),
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
    ...(config.documents && { readsDocuments: true }),
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

function storeWords(content: TaggerContent, arithmetic: Arithmetic): StoredWords {
  const { config, words, subwords = [], vectors, conventions = FIRST_CONVENTIONS } = content;
  const compiled = compileKernels(arithmetic);
  const memory = createMemory();
  const width = config.wordDimension;
  const ownCount = vectors?.ownCount ?? 0;
  const allocateRows = (count: number) => ({
    count,
    bytes: memory.allocate(count * width),
    scales: memory.allocate(count * 4),
  });
  const common = allocateRows((vectors?.words.length ?? 0) - ownCount);
  if (vectors) {
    memory.bytes(common.bytes, common.count * width).set(vectors.bytes);
    memory.floats(common.scales, common.count).set(vectors.scales);
  }
  const rows = words.length + subwords.length;
  const tables = (content.memberTemperatures ?? [1]).map(() => {
    const learned = { rows, width, value: memory.allocate(rows * width * 4) };
    return ownCount === 0
      ? { ...learned, fixed: common }
      : { ...learned, fixed: allocateRows(ownCount), common };
  });
  if (content.subwordVectors) {
    const first = tables[0].value + words.length * width * 4;
    dequantizeVectors(content.subwordVectors, memory.floats(first, subwords.length * width));
  }
  return {
    engine: { memory, kernels: instantiateKernels(memory, compiled) },
    compiled,
    tables,
    lexicon: createLexicon(words, vectors?.words ?? [], {
      foldsWords: config.foldsWords,
      digitsAreZeros: vectors?.digitsAreZeros ?? false,
      wordForms: conventions.wordForms,
      subwordCount: subwords.length,
    }),
  };
}
