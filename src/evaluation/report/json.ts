// Scores as JSON values, with the figures of conlleval's table.
import type { F1Intervals } from '../intervals.js';
import type { Interval } from '../resample.js';
import { accuracy, f1, precision, recall, type Score, type SpanCounts } from '../score.js';

/** Counts, and their ratios in percent, not rounded. */
export interface SpanScoreJson extends SpanCounts {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Confidence interval of F1; absent unless requested. */
  readonly interval?: Interval;
}

export interface ScoreJson {
  readonly tokenCount: number;
  readonly correctTagCount: number;
  /** In percent, not rounded. */
  readonly accuracy: number;
  readonly overall: SpanScoreJson;
  readonly types: Readonly<Record<string, SpanScoreJson>>;
}

export function renderScoreJson(score: Score, intervals?: F1Intervals): ScoreJson {
  const { tokenCount, correctTagCount, overall, types } = score;
  return {
    tokenCount,
    correctTagCount,
    accuracy: accuracy(score),
    overall: withRatios(overall, intervals?.overall),
    types: Object.fromEntries(
      [...types].map(([label, counts]) => [label, withRatios(counts, intervals?.types.get(label))]),
    ),
  };
}

const withRatios = (counts: SpanCounts, interval?: Interval): SpanScoreJson => ({
  ...counts,
  precision: precision(counts),
  recall: recall(counts),
  f1: f1(counts),
  ...(interval && { interval }),
});
