// Sentences through the network, on one thread or several. The words for what is on the way:
//
//   sentence   tokens that are tagged together
//   part       a sentence, or a window of one that is longer than a batch
//   wave       the parts that all threads tag before they start on others: with at most as many
//              tokens as the projection cache has rows
//   job        what a thread does at a time: it *projects* words that are not in the cache yet or,
//              after all of those, *decodes* a batch
//   batch      parts that the network computes together: the first token of each, then the second
//              of each, and so on
//   row        the place of a word in the projection cache
import type { Span } from '../../corpora/tags.js';
import { NoRoomError } from '../../errors.js';
import type { Engine } from '../../tensors/matrix.js';
import { createWordEncoder, type WordReading } from '../vocabulary/encode-words.js';
import type { Labels } from '../vocabulary/labels.js';
import { contextOf, type SentenceTokens } from '../vocabulary/word-context.js';
import { type DecodedPart, type Extra, readDecodeJob, storeDecodeJob } from './decode-job.js';
import { storeProjectJob } from './project-job.js';
import type { ProjectionCache } from './projection-cache.js';
import type { Threads, Wave } from './threads.js';
import { cutWindows, windowStarts } from './windows.js';

// Enough rows to fill the tiles of the matrix product, few enough to need little memory.
const BATCH_SENTENCES = 32;
export const BATCH_TOKENS = 2048;
const WORDS_PER_JOB = 64;
// Longer than entities are, and enough context for the tokens in the middle of it.
const WINDOWS = { length: BATCH_TOKENS, overlap: 128 };

/** What tagging needs of a tagger. */
export interface TaggingContext extends WordReading {
  /** Whether the emissions are logarithms of mean probabilities. */
  readonly isEnsemble?: boolean;
  readonly engine: Engine;
  readonly labels: Labels;
  readonly cache: ProjectionCache;
  readonly threads: Pick<Threads, 'startWave' | 'workAlone'>;
}

/** The entities of each sentence, as spans of its tokens. */
export function tagSentences(
  context: TaggingContext,
  sentences: readonly SentenceTokens[],
): Span[][] {
  return decodeSentences(context, sentences, { kind: 'none' }).map((parts) =>
    context.labels.decode(labelIdsOf(parts)),
  );
}

/** The parts of each sentence, in order, which together are the sentence; an empty one has none. */
export function decodeSentences(
  context: TaggingContext,
  sentences: readonly SentenceTokens[],
  extra: Extra,
): DecodedPart[][] {
  return decodeParts(context, sentences, extra).map((parts) => withoutOverlap(context, parts));
}

/** Without what two windows of a sentence have in common. */
export function withoutOverlap(
  { labels }: Pick<TaggingContext, 'labels'>,
  parts: DecodedPart[],
): DecodedPart[] {
  return parts.length > 1 ? cutWindows(parts, labels, WINDOWS) : parts;
}

/** The same; windows of a long sentence overlap. */
export function decodeParts(
  context: TaggingContext,
  sentences: readonly SentenceTokens[],
  extra: Extra,
): DecodedPart[][] {
  const decoded: DecodedPart[][] = sentences.map(() => []);
  // Each token of a wave may be another word.
  const limits = { tokens: context.cache.rowCount };
  for (const wave of split(partsOf(sentences), limits, ({ tokens }) => tokens.length)) {
    const parts = tagWave(
      context,
      wave.map(({ tokens }) => tokens),
      extra,
    );
    wave.forEach(({ sentence }, index) => {
      decoded[sentence].push(parts[index]);
    });
  }
  // The next text is another document.
  context.cache.forgetDocuments();
  return decoded;
}

export function labelIdsOf(parts: readonly DecodedPart[]): readonly number[] {
  return parts.length === 1 ? parts[0].labelIds : parts.flatMap(({ labelIds }) => labelIds);
}

/**
 * Label ids and the extra of each part.
 *
 * @param parts sorted by falling length, none empty, with at most as many tokens as the cache has
 * rows
 */
function tagWave(
  context: TaggingContext,
  parts: readonly SentenceTokens[],
  extra: Extra,
): DecodedPart[] {
  const { engine, cache, threads } = context;
  const mark = engine.memory.mark();
  const wave = threads.startWave(parts.reduce((sum, { length }) => sum + length, 0));
  try {
    return runWave(context, wave, parts, extra);
  } catch (error) {
    if (!(error instanceof NoRoomError && wave.isShared)) throw error;
    // The part of the memory that a worker has is smaller than what is left to this thread.
    threads.workAlone();
    cache.clear();
    engine.memory.release(mark);
    return runWave(context, threads.startWave(0), parts, extra);
  } finally {
    engine.memory.release(mark);
  }
}

function runWave(
  context: TaggingContext,
  wave: Wave,
  parts: readonly SentenceTokens[],
  extra: Extra,
): DecodedPart[] {
  const { engine, cache } = context;
  const { rows, misses } = cache.lookUp(parts);
  const encode = createWordEncoder(context);
  // Words alone take less time when they are on their own.
  const plain = misses.filter(({ word }) => !contextOf(word));
  const placed = misses.filter(({ word }) => contextOf(word));
  const jobs = [plain, placed].flatMap((some) => split(some, { items: WORDS_PER_JOB }));
  const projectJobs = jobs.map((some) =>
    storeProjectJob(
      engine,
      encode(some.map(({ word }) => word)),
      some.map(({ row }) => row),
    ),
  );
  wave.run('project', projectJobs);
  const limits = { items: BATCH_SENTENCES, tokens: BATCH_TOKENS };
  const batches = split(rows, limits, ({ length }) => length);
  const decodeJobs = batches.map((batch) => storeDecodeJob(engine, batch, extra));
  wave.run('decode', decodeJobs);
  const decoded = decodeJobs.flatMap((job) => readDecodeJob(engine, job, extra));
  wave.end();
  return decoded;
}

interface Part {
  readonly tokens: SentenceTokens;
  /** Index of the sentence. */
  readonly sentence: number;
}

/**
 * The parts of all sentences, sorted by falling length; parts of the same sentence in their order.
 */
function partsOf(sentences: readonly SentenceTokens[]): Part[] {
  const parts: Part[] = [];
  sentences.forEach((tokens, sentence) => {
    if (tokens.length <= BATCH_TOKENS) {
      if (tokens.length > 0) parts.push({ tokens, sentence });
      return;
    }
    for (const start of windowStarts(tokens.length, WINDOWS)) {
      parts.push({ tokens: tokens.slice(start, start + BATCH_TOKENS), sentence });
    }
  });
  return parts.sort((a, b) => b.tokens.length - a.tokens.length);
}

interface Limits {
  readonly items?: number;
  readonly tokens?: number;
}

/**
 * Splits a list, in its order, into lists within the limits; an item that exceeds them has a list
 * of its own.
 */
function split<Item>(
  list: readonly Item[],
  { items = Number.POSITIVE_INFINITY, tokens = Number.POSITIVE_INFINITY }: Limits,
  tokensOf: (item: Item) => number = () => 0,
): Item[][] {
  const lists: Item[][] = [];
  let sum = 0;
  for (const item of list) {
    const last = lists.at(-1);
    sum += tokensOf(item);
    if (last && last.length < items && sum <= tokens) last.push(item);
    else {
      lists.push([item]);
      sum = tokensOf(item);
    }
  }
  return lists;
}
