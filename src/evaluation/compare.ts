// The difference of two systems on one corpus: its interval, and the chance that it is one of labels alone.
import type { CountTable } from './count-table.js';
import { type Draw, type Interval, intervalOf, RESAMPLE_COUNT } from './resample.js';
import { f1, type SpanCounts } from './score.js';

/** A difference counts as significant if its p-value is below this. */
export const SIGNIFICANCE_LEVEL = 0.05;

const SHUFFLE_COUNT = 10_000;

// Up to this many differing sentences, every way of swapping them is tried in place of shuffles.
const MOST_ENUMERATED = 12;

export interface Comparison {
  /** F1 in percent of the first and the second system. */
  readonly first: number;
  readonly second: number;
  /** The first minus the second, in percent. */
  readonly difference: number;
  /** The middle 95 % of the difference over resamples of the sentences. */
  readonly interval: Interval;
  /** The share of shuffles whose difference is at least as large, in either direction. */
  readonly pValue: number;
  /** Indexes of the sentences in which the first system has fewer errors than the second, and in which it has more. */
  readonly better: readonly number[];
  readonly worse: readonly number[];
}

/**
 * Compares F1 of one row by approximate randomization (Yeh 2000): each shuffle swaps the two systems' answers to each sentence with
 * probability one half. Sentences that both systems answer alike change nothing and are not drawn for.
 *
 * @param first and `second` count the same sentences in the same order
 */
export function compareF1(
  first: CountTable,
  second: CountTable,
  row: string,
  draw: Draw,
): Comparison {
  const sentenceCount = first.sentenceCount();
  const [a, b] = [sentencesOf(first, row), sentencesOf(second, row)];
  const [totalA, totalB] = [first.totalOf(row), second.totalOf(row)];
  const difference = f1(totalA) - f1(totalB);
  const [better, worse] = [[] as number[], [] as number[]];
  for (let sentence = 0; sentence < sentenceCount; sentence++) {
    const change = errorsOf(b, sentence) - errorsOf(a, sentence);
    if (change > 0) better.push(sentence);
    if (change < 0) worse.push(sentence);
  }
  return {
    first: f1(totalA),
    second: f1(totalB),
    difference,
    interval: differenceInterval(a, b, sentenceCount, draw),
    pValue: randomizationTest(a, b, totalA, totalB, draw),
    better,
    worse,
  };
}

/** Three numbers a sentence: gold, predicted, correct. */
type SentenceCounts = Float64Array;

function sentencesOf(table: CountTable, row: string): SentenceCounts {
  const counts = new Float64Array(3 * table.sentenceCount());
  const { sentences, gold, predicted, correct } = table.columnsOf(row);
  sentences.forEach((sentence, index) => {
    counts[3 * sentence] = gold[index];
    counts[3 * sentence + 1] = predicted[index];
    counts[3 * sentence + 2] = correct[index];
  });
  return counts;
}

/** Missed and invented entities. */
const errorsOf = (counts: SentenceCounts, sentence: number) =>
  counts[3 * sentence] + counts[3 * sentence + 1] - 2 * counts[3 * sentence + 2];

function randomizationTest(
  a: SentenceCounts,
  b: SentenceCounts,
  totalA: SpanCounts,
  totalB: SpanCounts,
  draw: Draw,
): number {
  const differing = differingSentences(a, b);
  // Sums in another order differ in their last bits.
  const observed = Math.abs(f1(totalA) - f1(totalB)) - 1e-9;
  const isAsLarge = (isSwapped: (index: number) => boolean) =>
    differenceAfter(swapSum(a, b, differing, isSwapped), totalA, totalB) >= observed;
  if (differing.length <= MOST_ENUMERATED) {
    const subsetCount = 2 ** differing.length;
    let asLarge = 0;
    for (let subset = 0; subset < subsetCount; subset++) {
      if (isAsLarge((index) => (subset & (1 << index)) !== 0)) asLarge++;
    }
    return asLarge / subsetCount;
  }
  let asLarge = 0;
  for (let shuffle = 0; shuffle < SHUFFLE_COUNT; shuffle++) {
    if (isAsLarge(() => draw(2) === 1)) asLarge++;
  }
  return (asLarge + 1) / (SHUFFLE_COUNT + 1);
}

/** What the first system gains, and the second loses, by the swaps. */
function swapSum(
  a: SentenceCounts,
  b: SentenceCounts,
  differing: Int32Array,
  isSwapped: (index: number) => boolean,
): SpanCounts {
  let [gold, predicted, correct] = [0, 0, 0];
  for (let index = 0; index < differing.length; index++) {
    if (!isSwapped(index)) continue;
    const at = differing[index];
    gold += b[at] - a[at];
    predicted += b[at + 1] - a[at + 1];
    correct += b[at + 2] - a[at + 2];
  }
  return { gold, predicted, correct };
}

function differenceAfter(swapped: SpanCounts, totalA: SpanCounts, totalB: SpanCounts): number {
  return Math.abs(f1(moved(totalA, swapped, 1)) - f1(moved(totalB, swapped, -1)));
}

const moved = (counts: SpanCounts, by: SpanCounts, sign: 1 | -1): SpanCounts => ({
  gold: counts.gold + sign * by.gold,
  predicted: counts.predicted + sign * by.predicted,
  correct: counts.correct + sign * by.correct,
});

function differingSentences(a: SentenceCounts, b: SentenceCounts): Int32Array {
  const differing: number[] = [];
  for (let at = 0; at < a.length; at += 3) {
    if (a[at] !== b[at] || a[at + 1] !== b[at + 1] || a[at + 2] !== b[at + 2]) differing.push(at);
  }
  return Int32Array.from(differing);
}

function differenceInterval(
  a: SentenceCounts,
  b: SentenceCounts,
  sentenceCount: number,
  draw: Draw,
): Interval {
  const samples = new Float64Array(RESAMPLE_COUNT);
  for (let resample = 0; resample < RESAMPLE_COUNT; resample++) {
    const [sumA, sumB] = [emptyCounts(), emptyCounts()];
    for (let n = 0; n < sentenceCount; n++) {
      const at = 3 * draw(sentenceCount);
      addTo(sumA, a, at);
      addTo(sumB, b, at);
    }
    samples[resample] = f1(sumA) - f1(sumB);
  }
  return intervalOf(samples);
}

const emptyCounts = () => ({ gold: 0, predicted: 0, correct: 0 });

function addTo(sum: ReturnType<typeof emptyCounts>, counts: SentenceCounts, at: number): void {
  sum.gold += counts[at];
  sum.predicted += counts[at + 1];
  sum.correct += counts[at + 2];
}
