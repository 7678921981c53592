// A score as a value for JSON, for programs that read what the table says.

import { accuracy, f1, precision, recall, type Score, type SpanCounts } from '../score.js';

/** Counts and the ratios made of them, in percent and not rounded. */
export interface SpanScoreJson extends SpanCounts {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface ScoreJson {
  readonly tokenCount: number;
  readonly correctTagCount: number;
  /** In percent, not rounded. */
  readonly accuracy: number;
  readonly overall: SpanScoreJson;
  readonly types: Readonly<Record<string, SpanScoreJson>>;
}

export function renderScoreJson(score: Score): ScoreJson {
  const { tokenCount, correctTagCount, overall, types } = score;
  return {
    tokenCount,
    correctTagCount,
    accuracy: accuracy(score),
    overall: withRatios(overall),
    types: Object.fromEntries([...types].map(([label, counts]) => [label, withRatios(counts)])),
  };
}

const withRatios = (counts: SpanCounts): SpanScoreJson => ({
  ...counts,
  precision: precision(counts),
  recall: recall(counts),
  f1: f1(counts),
});
