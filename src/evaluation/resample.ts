// Resamples of the sentences of a corpus: how far every figure would vary over other corpora of this size (percentile bootstrap,
// Efron & Tibshirani 1993, chapter 13; for language, Berg-Kirkpatrick et al. 2012).
import type { CountColumns, CountTable } from './count-table.js';
import type { SpanCounts } from './score.js';

export const RESAMPLE_COUNT = 1000;

/** A whole number in [0, limit), at random. */
export type Draw = (limit: number) => number;

/** Counts of each row in one resample, in the order of the rows asked for. */
export type VisitResample = (resample: number, counts: readonly SpanCounts[]) => void;

/**
 * Draws resamples of as many sentences as the corpus has, with replacement, each for all rows at once.
 *
 * @param visit is given the same objects each time, with new numbers
 */
export function resampleCounts(
  table: CountTable,
  rows: readonly string[],
  draw: Draw,
  visit: VisitResample,
): void {
  const columns = rows.map((row) => table.columnsOf(row));
  const counts = rows.map(() => ({ gold: 0, predicted: 0, correct: 0 }));
  const sentenceCount = table.sentenceCount();
  const times = new Uint32Array(sentenceCount);
  for (let resample = 0; resample < RESAMPLE_COUNT; resample++) {
    times.fill(0);
    for (let n = 0; n < sentenceCount; n++) times[draw(sentenceCount)]++;
    columns.forEach((column, index) => {
      sumInto(counts[index], column, times);
    });
    visit(resample, counts);
  }
}

type Sum = { -readonly [Count in keyof SpanCounts]: number };

function sumInto(sum: Sum, columns: CountColumns, times: Uint32Array): void {
  const { sentences, gold, predicted, correct } = columns;
  let [goldSum, predictedSum, correctSum] = [0, 0, 0];
  for (let index = 0; index < sentences.length; index++) {
    const count = times[sentences[index]];
    goldSum += count * gold[index];
    predictedSum += count * predicted[index];
    correctSum += count * correct[index];
  }
  sum.gold = goldSum;
  sum.predicted = predictedSum;
  sum.correct = correctSum;
}

/** Both ends belong to it. */
export type Interval = readonly [low: number, high: number];

// The 25th smallest and the 25th largest of 1,000 leave 2.5 % on each side.
const OUTSIDE_COUNT = 25;

/** The middle 95 % of the samples. */
export function intervalOf(samples: Float64Array): Interval {
  const sorted = samples.toSorted();
  return [sorted[OUTSIDE_COUNT - 1], sorted[sorted.length - OUTSIDE_COUNT]];
}
