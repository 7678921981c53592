// The tagger as a whole: words to rows, rows through the network, labels to spans.

import { type Arithmetic, loadKernels } from '../kernels/kernels.js';
import { createMemory } from '../kernels/memory.js';
import type { EmbeddingTable } from '../layers/embedding.js';
import type { Engine } from '../tensors/matrix.js';
import type { Span } from '../text/tags.js';
import type { NetworkConfig } from './config.js';
import { encodeBatch } from './encode-batch.js';
import { createLabels, type Labels } from './labels.js';
import { createLexicon, type Lexicon } from './lexicon.js';
import { createNetwork, type Network } from './network.js';

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
  readonly vectors?: StoredVectors;
}

export interface Tagger {
  readonly content: TaggerContent;
  readonly engine: Engine;
  readonly labels: Labels;
  readonly lexicon: Lexicon;
  readonly network: Network;
  /** Spans of each sentence of tokens. */
  tagSentences(sentences: readonly (readonly string[])[]): Span[][];
}

// A batch of tagging: enough rows to fill the product's tiles, few enough that activations stay small.
const BATCH_SENTENCES = 32;
const BATCH_TOKENS = 2048;

/** Allocates a tagger; its weights are still to be set. */
export function createTagger(
  content: TaggerContent,
  options: { readonly arithmetic: Arithmetic; readonly isTraining: boolean },
): Tagger {
  const memory = createMemory();
  const engine = { memory, kernels: loadKernels(memory, options.arithmetic) };
  const labels = createLabels(content.types);
  const { vectors } = content;
  const lexicon = createLexicon(
    content.words,
    vectors?.words ?? [],
    vectors?.digitsAreZeros ?? false,
  );
  const network = createNetwork(engine, {
    config: content.config,
    labelCount: labels.tags.length,
    isLegal: labels.isLegal,
    table: allocateTable(engine, content),
    isTraining: options.isTraining,
  });
  return {
    content,
    engine,
    labels,
    lexicon,
    network,
    tagSentences: (sentences) => tagSentences(engine, network, labels, lexicon, sentences),
  };
}

function allocateTable({ memory }: Engine, content: TaggerContent): EmbeddingTable {
  const { words, vectors } = content;
  const width = content.config.wordDimension;
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
  return { rows: words.length, width, value: memory.allocate(words.length * width * 4), fixed };
}

function tagSentences(
  engine: Engine,
  network: Network,
  labels: Labels,
  lexicon: Lexicon,
  sentences: readonly (readonly string[])[],
): Span[][] {
  const encoded = sentences.map((tokens) => tokens.map((token) => lexicon.idOf(token)));
  const labelIds: number[][] = sentences.map(() => []);
  for (const pieces of batchesOf(encoded)) {
    const mark = engine.memory.mark();
    const batch = encodeBatch(
      engine,
      pieces.map(({ ids }) => ids),
    );
    const paths = network.decode(batch);
    // Pieces of one sentence come in rising order, so the row they are put at is where the last one ended.
    batch.order.forEach((piece, row) => {
      const { sentence, start } = pieces[piece];
      paths[row].forEach((label, t) => {
        labelIds[sentence][start + t] = label;
      });
    });
    engine.memory.release(mark);
  }
  return labelIds.map((ids) => labels.decode(ids));
}

interface Piece {
  readonly sentence: number;
  readonly start: number;
  readonly ids: readonly number[];
}

/**
 * Pieces of similar length together. A sentence longer than a batch is cut into pieces that are tagged each by itself,
 * so that memory stays bounded.
 */
function batchesOf(sentences: readonly (readonly number[])[]): Piece[][] {
  const pieces: Piece[] = [];
  sentences.forEach((ids, sentence) => {
    for (let start = 0; start < ids.length; start += BATCH_TOKENS) {
      pieces.push({ sentence, start, ids: ids.slice(start, start + BATCH_TOKENS) });
    }
  });
  pieces.sort((a, b) => b.ids.length - a.ids.length);
  const batches: Piece[][] = [];
  let tokens = 0;
  for (const piece of pieces) {
    const batch = batches.at(-1);
    tokens += piece.ids.length;
    if (batch && batch.length < BATCH_SENTENCES && tokens <= BATCH_TOKENS) batch.push(piece);
    else {
      batches.push([piece]);
      tokens = piece.ids.length;
    }
  }
  return batches;
}
