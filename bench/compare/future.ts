// Whether a network uses the words after a word: pairs of sentences that are equal up to and
// including a word that is part of a name in one of them only.
import type { LabeledSentence } from '../../src/corpora/conll.js';
import { readConll } from '../../src/corpora/conll-file.js';
import type { Span } from '../../src/corpora/tags.js';
import { cellNames, type NetworkConfig } from '../../src/model/network/config.js';
import { readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable, renderMean } from '../harness/markdown.js';
import { type Outcome, type Outcomes, outcomeFigures } from '../harness/outcome.js';
import { type RunScale, seedsOf } from '../harness/scale.js';
import { trainInProcess } from '../harness/train-in-process.js';
import type { ComparisonRun, FutureRun } from './comparison-run.js';

const EPOCHS = { full: 30, quick: 1 };

export interface FuturePair {
  readonly sentences: readonly [LabeledSentence, LabeledSentence];
  /** Index of the ambiguous word, the last of the words that both sentences begin with. */
  readonly word: number;
}

/** Pairs of neighboring sentences. */
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

/** Numbers of pairs with none, one and both of their words right. */
export type PairCounts = readonly [none: number, one: number, both: number];

/** Compares the predicted spans of each sentence with those of the pairs. */
export function countPairs(
  pairs: readonly FuturePair[],
  predicted: readonly (readonly Span[])[],
): PairCounts {
  const counts: [number, number, number] = [0, 0, 0];
  pairs.forEach(({ sentences, word }, pair) => {
    const right = sentences.filter(
      ({ spans }, side) =>
        isPartOfName(spans, word) === isPartOfName(predicted[2 * pair + side], word),
    );
    counts[right.length]++;
  });
  return counts;
}

export function planFuture(scale: RunScale): FutureRun[] {
  return cellNames.flatMap((cell) =>
    ([1, 2] as const).flatMap((directions) => runsOf({ cell, directions }, scale)),
  );
}

type Network = Pick<NetworkConfig, 'cell' | 'directions'>;

function runsOf(network: Network, scale: RunScale): FutureRun[] {
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
  const predicted = tagger.tagSentences(sentences.map(({ tokens }) => tokens));
  const counts = countPairs(pairs, predicted);
  if (training.config.directions === 1) refuseLeak(counts);
  const [none, one, both] = counts;
  return { none, one, both };
}

/** A forward network labels both words of a pair alike, unless it has read the words after them. */
export function refuseLeak([none, one, both]: PairCounts): void {
  if (none + both === 0) return;
  const pairCount = none + one + both;
  throw new Error(
    `a forward network distinguishes ${none + both} of ${pairCount} pairs: it reads later words`,
  );
}

export function renderFuture(scale: RunScale, outcomes: Outcomes<ComparisonRun>): string {
  const rows = cellNames.map((cell) => {
    const figures = (directions: 1 | 2, name: 'none' | 'one' | 'both') =>
      outcomeFigures(runsOf({ cell, directions }, scale), outcomes, name);
    return [
      cell,
      renderMean(figures(1, 'one'), 1),
      ...(['both', 'one', 'none'] as const).map((name) => renderMean(figures(2, name), 1)),
    ];
  });
  const header = ['cell', 'forward: one right', 'bidirectional: both right', 'one right', 'none'];
  const legend = 'Pairs of data/teddy/future.conll by the number of sentences in which';
  return `${legend} "is this word part of a name?" is answered right:\n\n${renderMarkdownTable(header, rows)}`;
}
