// The memory that the largest batch of a training takes, measured on small ones before training.
//
//   bytes = fixed + tokens · perToken + words · perWord
import type { LabeledSentence } from '../../corpora/conll.js';
import { InputError } from '../../errors.js';
import type { Tagger } from '../../model/tagger.js';
import { encodeBatch, storeRows } from '../../model/vocabulary/encode-batch.js';
import { createWordEncoder } from '../../model/vocabulary/encode-words.js';
import type { WordContext } from '../../model/vocabulary/word-context.js';
import { createRandom } from '../../tensors/random.js';
import type { TrainingOptions } from '../optimization/options.js';
import { batchLimit } from '../sampler.js';
import { copyCount, gigabytes, MEMORY_BYTES } from './network-room.js';

/** Pseudo-labeled sentences to reserve room for: enough for any batch of sentences. */
export const LONGEST_COUNT = 1024;

/**
 * Checks that there is room for the largest batch, and keeps it from worker threads.
 *
 * @param tagger with nothing allocated but itself
 * @param path of the corpus, for errors
 * @throws InputError if there is no room for it
 */
export function reserveRoom(
  path: string,
  tagger: Tagger,
  sentences: readonly LabeledSentence[],
  options: TrainingOptions,
): void {
  const { parameters, table } = tagger.network;
  const weightCount = parameters.count + table.rows * table.width;
  const kept = 4 * weightCount * copyCount(options);
  const room = MEMORY_BYTES - tagger.engine.memory.usage().bytes - kept;
  const largest = largestBatch(sentences, options);
  const size = sizeOf(largest, options);
  const cost = measureCost(tagger, largest, { size, options });
  const bytesOf = ({ tokenCount, wordCount }: BatchSize) =>
    cost.fixed + tokenCount * cost.perToken + wordCount * cost.perWord;
  const needed = bytesOf(size);
  if (needed <= room) {
    tagger.engine.memory.reserve(kept + needed);
    return;
  }
  const [longest] = largest;
  const sentenceBytes = bytesOf(sizeOf([longest], options));
  const limits = `in training, and there are ${gigabytes(Math.max(0, room))}`;
  if (sentenceBytes > room) {
    throw new InputError(
      `${path}:${longest.line}: a sentence of ${longest.tokens.length} tokens needs ${gigabytes(sentenceBytes)} ${limits}: is the blank line between sentences missing?`,
    );
  }
  // A tenth less, because not every batch has as many words.
  const fitting = Math.floor((0.9 * room) / (cost.perToken + cost.perWord));
  throw new InputError(
    `${path}: a batch of ${size.tokenCount} tokens needs ${gigabytes(needed)} ${limits}: use --batch-tokens ${Math.max(1, fitting)} or less`,
  );
}

interface BatchSize {
  readonly tokenCount: number;
  readonly wordCount: number;
}

/** The longest sentences, as many as a batch may hold, the longest first. */
function largestBatch(
  sentences: readonly LabeledSentence[],
  options: TrainingOptions,
): readonly LabeledSentence[] {
  const { maximum, unit } = batchLimit(options);
  const sorted = sentences.toSorted((a, b) => b.tokens.length - a.tokens.length);
  if (unit === 'sentences') return sorted.slice(0, maximum);
  let tokenCount = 0;
  const end = sorted.findIndex(({ tokens }) => {
    tokenCount += tokens.length;
    return tokenCount > maximum;
  });
  return end < 0 ? sorted : sorted.slice(0, Math.max(1, end));
}

function sizeOf(
  sentences: readonly LabeledSentence[],
  { wordDropout: z }: TrainingOptions,
): BatchSize {
  const counts = new Map<string, number>();
  let tokenCount = 0;
  for (const { tokens } of sentences) {
    tokenCount += tokens.length;
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  let wordCount = counts.size;
  // A word that word dropout replaces somewhere is computed a second time.
  if (z > 0) for (const n of counts.values()) wordCount += 1 - (n / (z + n)) ** n;
  return { tokenCount, wordCount: Math.ceil(wordCount) };
}

interface Cost {
  readonly fixed: number;
  readonly perToken: number;
  readonly perWord: number;
}

// Many tokens show what each of them needs beside the scratch of a step; in a wide network, few take
// long enough. More tokens than the largest batch has are never needed.
const MOST_PROBED = 512;
const LEAST_PROBED = 32;
const PROBED_PRODUCTS = 2 ** 27;

function probedTokens({ network }: Tagger, { tokenCount }: BatchSize): number {
  const affordable = Math.floor(PROBED_PRODUCTS / network.parameters.count);
  const most = Math.min(MOST_PROBED, affordable & ~(LEAST_PROBED - 1));
  return Math.max(LEAST_PROBED, Math.min(most, Math.ceil(tokenCount / 2)));
}

const EMPTY_CONTEXT: WordContext = { before: [], after: [], topic: { wordIds: [] } };

/** Measures passes over one word, over it twice as often, and over many words. */
function measureCost(
  tagger: Tagger,
  sentences: readonly LabeledSentence[],
  { size, options }: { readonly size: BatchSize; readonly options: TrainingOptions },
): Cost {
  const count = probedTokens(tagger, size);
  const [{ tokens }] = sentences;
  const words = [...new Set(tokens.slice(0, 2 ** 16))].slice(0, 2 * count);
  const repeat = (length: number, some: readonly string[]) =>
    Array.from({ length }, (_, index) => some[index % some.length]);
  const short = bytesOfPass(tagger, repeat(count, [tokens[0]]), options);
  const long = bytesOfPass(tagger, repeat(2 * count, [tokens[0]]), options);
  const varied = bytesOfPass(tagger, repeat(2 * count, words), options);
  const perToken = (long - short) / count;
  const perWord = words.length > 1 ? Math.max(0, varied - long) / (words.length - 1) : 0;
  return { fixed: short - count * perToken, perToken, perWord };
}

function bytesOfPass(
  { engine, network, ...reading }: Tagger,
  tokens: readonly string[],
  { dropout }: TrainingOptions,
): number {
  const { memory } = engine;
  const mark = memory.mark();
  const gold = tokens.map(() => 0);
  // Its own generator, so that training draws the same numbers as without a measurement.
  const random = createRandom(1);
  // Words with features of a document take the most.
  const words = network.config.documents
    ? tokens.map((word) => ({ word, context: EMPTY_CONTEXT }))
    : tokens;
  const bytes = memory.measure(() => {
    const batch = encodeBatch(engine, [createWordEncoder(reading)(words)]);
    network.train(batch, storeRows(engine, gold), { dropout, random }).backward();
  });
  memory.release(mark);
  return bytes;
}
