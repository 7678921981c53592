// Sentences through the network: the distinct words first, then the sentences in batches of like length.

import type { Span } from '../../corpora/tags.js';
import type { Engine } from '../../tensors/matrix.js';
import { createWordEncoder, type WordReading } from '../vocabulary/encode-words.js';
import type { Labels } from '../vocabulary/labels.js';
import type { ProjectionCache } from './projection-cache.js';
import { readLabels, storeDecodeJob, storeProjectJob } from './tagging-jobs.js';
import type { RunJobs, Threads } from './threads.js';

// A batch of tagging: enough rows to fill the product's tiles, few enough that activations stay small.
const BATCH_SENTENCES = 32;
export const BATCH_TOKENS = 2048;
// Words projected together.
const BLOCK_WORDS = 64;

/** Of a tagger, what tagging takes. */
export interface TaggingParts extends WordReading {
  readonly engine: Engine;
  readonly labels: Labels;
  readonly cache: ProjectionCache;
  readonly threads: Pick<Threads, 'tagWave'>;
}

/** Spans of each sentence of tokens. */
export function tagSentences(
  parts: TaggingParts,
  sentences: readonly (readonly string[])[],
): Span[][] {
  const labelIds: number[][] = sentences.map(() => []);
  // All tokens of a wave could be different words.
  const limits = { tokens: parts.cache.rowCount };
  for (const wave of slicesOf(piecesOf(sentences), limits, ({ tokens }) => tokens.length)) {
    const mark = parts.engine.memory.mark();
    const tokenCount = wave.reduce((sum, { tokens }) => sum + tokens.length, 0);
    const pieces = wave.map(({ tokens }) => tokens);
    const paths = parts.threads.tagWave(tokenCount, (run) => tagWave(parts, pieces, run));
    // Pieces of one sentence come in rising order, so the place they are put at is where the last one ended.
    wave.forEach(({ sentence, start }, piece) => {
      paths[piece].forEach((label, t) => {
        labelIds[sentence][start + t] = label;
      });
    });
    parts.engine.memory.release(mark);
  }
  return labelIds.map((ids) => parts.labels.decode(ids));
}

/** @param pieces sorted by falling length, no more tokens in all than the cache has rows */
function tagWave(
  parts: TaggingParts,
  pieces: readonly (readonly string[])[],
  run: RunJobs,
): number[][] {
  const { engine, cache } = parts;
  const { rows, unknown } = cache.place(pieces);
  const encode = createWordEncoder(parts);
  const blocks = slicesOf(unknown, { items: BLOCK_WORDS }, () => 1).map((block) =>
    storeProjectJob(
      engine,
      encode(block.map(({ word }) => word)),
      block.map(({ row }) => row),
    ),
  );
  run('project', blocks);
  const limits = { items: BATCH_SENTENCES, tokens: BATCH_TOKENS };
  const batches = slicesOf(rows, limits, ({ length }) => length).map((batch) =>
    storeDecodeJob(engine, batch),
  );
  run('decode', batches);
  return batches.flatMap((batch) => readLabels(engine, batch));
}

interface Piece {
  readonly sentence: number;
  readonly start: number;
  readonly tokens: readonly string[];
}

/**
 * Pieces by falling length. A sentence longer than a batch is cut into pieces that are tagged each by itself, so that
 * memory stays bounded.
 */
function piecesOf(sentences: readonly (readonly string[])[]): Piece[] {
  const pieces: Piece[] = [];
  sentences.forEach((tokens, sentence) => {
    if (tokens.length <= BATCH_TOKENS) {
      if (tokens.length > 0) pieces.push({ sentence, start: 0, tokens });
      return;
    }
    for (let start = 0; start < tokens.length; start += BATCH_TOKENS) {
      pieces.push({ sentence, start, tokens: tokens.slice(start, start + BATCH_TOKENS) });
    }
  });
  return pieces.sort((a, b) => b.tokens.length - a.tokens.length);
}

interface Limits {
  readonly items?: number;
  readonly tokens?: number;
}

/** Cuts a list, in its order, into slices within the limits; an item too long for them is a slice by itself. */
function slicesOf<Item>(
  list: readonly Item[],
  { items = Number.POSITIVE_INFINITY, tokens = Number.POSITIVE_INFINITY }: Limits,
  lengthOf: (item: Item) => number,
): Item[][] {
  const slices: Item[][] = [];
  let sum = 0;
  for (const item of list) {
    const slice = slices.at(-1);
    sum += lengthOf(item);
    if (slice && slice.length < items && sum <= tokens) slice.push(item);
    else {
      slices.push([item]);
      sum = lengthOf(item);
    }
  }
  return slices;
}
