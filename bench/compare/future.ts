// Whether a network reads what comes after a word: pairs of sentences alike up to and including a word that is part of a
// name in one of them only.

import { type LabeledSentence, readConll } from '../../src/corpora/conll.js';
import type { Span } from '../../src/corpora/tags.js';
import { cellNames, type NetworkConfig } from '../../src/model/network/config.js';
import { readCorpus } from '../harness/corpora.js';
import { renderMean, renderTable } from '../harness/markdown.js';
import {
  type FutureRun,
  figuresOf,
  type Outcome,
  type Outcomes,
  type Scale,
  seedsOf,
} from '../harness/run.js';
import { trainInProcess } from '../harness/train-in-process.js';

const EPOCHS = { full: 30, quick: 1 };

export interface FuturePair {
  readonly sentences: readonly [LabeledSentence, LabeledSentence];
  /** Index of the ambiguous word, the last of the words both begin with. */
  readonly word: number;
}

/** Sentences two by two. */
export function pairSentences(sentences: readonly LabeledSentence[]): FuturePair[] {
  return Array.from({ length: sentences.length >> 1 }, (_, pair) => {
    const [first, second] = [sentences[2 * pair], sentences[2 * pair + 1]];
    const differing = first.tokens.findIndex((token, index) => token !== second.tokens[index]);
    return { sentences: [first, second], word: differing - 1 };
  });
}

export function isPartOfName(spans: readonly Span[], word: number): boolean {
  return spans.some(({ start, end }) => start <= word && word < end);
}

/** Pairs with none, one and both of their words right. */
export type PairCounts = readonly [none: number, one: number, both: number];

/** Holds what was found, sentence by sentence, against the pairs. */
export function countPairs(
  pairs: readonly FuturePair[],
  found: readonly (readonly Span[])[],
): PairCounts {
  const counts: [number, number, number] = [0, 0, 0];
  pairs.forEach(({ sentences, word }, pair) => {
    const right = sentences.filter(
      ({ spans }, side) => isPartOfName(spans, word) === isPartOfName(found[2 * pair + side], word),
    );
    counts[right.length]++;
  });
  return counts;
}

export function planFuture(scale: Scale): FutureRun[] {
  return cellNames.flatMap((cell) =>
    ([1, 2] as const).flatMap((directions) => runsOf({ cell, directions }, scale)),
  );
}

type Network = Pick<NetworkConfig, 'cell' | 'directions'>;

function runsOf(network: Network, scale: Scale): FutureRun[] {
  const shape = {
    layers: 1,
    wordDimension: 50,
    foldsWords: false,
    characters: null,
    shape: null,
    hidden: 50,
    dense: [],
  };
  const config = { ...network, ...shape, decoder: 'softmax' as const };
  return seedsOf(scale).map((seed) => {
    return { study: 'future', training: { config, options: { epochs: EPOCHS[scale], seed } } };
  });
}

export async function runFuture({ training }: FutureRun): Promise<Outcome> {
  const { tagger } = await trainInProcess(training, await readCorpus('teddy'));
  const { sentences } = await readConll('data/teddy/future.conll');
  const pairs = pairSentences(sentences);
  const found = tagger.tagSentences(sentences.map(({ tokens }) => tokens));
  const counts = countPairs(pairs, found);
  if (training.config.directions === 1) refuseLeak(counts);
  const [none, one, both] = counts;
  return { none, one, both };
}

/** Forward only, the same is said of both words of a pair; anything else has read what comes after. */
export function refuseLeak([none, one, both]: PairCounts): void {
  if (none + both === 0) return;
  const pairCount = none + one + both;
  throw new Error(
    `forward only, ${none + both} of ${pairCount} pairs told apart: the future leaks`,
  );
}

export function renderFuture(scale: Scale, outcomes: Outcomes): string {
  const rows = cellNames.flatMap((cell) =>
    ([1, 2] as const).map((directions) => {
      const runs = runsOf({ cell, directions }, scale);
      const figures = ['none', 'one', 'both'].map((name) =>
        renderMean(figuresOf(runs, outcomes, name), 1),
      );
      return [cell, directions === 1 ? 'forward' : 'both', ...figures];
    }),
  );
  const header = ['cell', 'directions', 'none right', 'one right', 'both right'];
  return `Pairs of data/teddy/future.conll, "is the word part of a name?":\n\n${renderTable(header, rows)}`;
}
