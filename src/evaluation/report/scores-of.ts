// The scores of a report from the counts of a score.
import { figuresOf, macroFigures, weightedFigures } from '../figures.js';
import { accuracy, type Score, type SpanCounts } from '../score.js';
import type { ReportRow, ReportScores } from './eval-report.js';

export function scoresOf(score: Score): ReportScores {
  const { tokenCount, correctTagCount, overall, types } = score;
  const counts = [...types.values()];
  return {
    tokens: { count: tokenCount, correct: correctTagCount, accuracy: accuracy(score) },
    overall: rowOf(overall),
    macro: macroFigures(counts),
    weighted: weightedFigures(counts),
    types: Object.fromEntries([...types].map(([type, counted]) => [type, rowOf(counted)])),
  };
}

function rowOf({ gold, predicted, correct }: SpanCounts): ReportRow {
  const counts = { gold, predicted, correct };
  return { ...counts, ...figuresOf(counts) };
}
