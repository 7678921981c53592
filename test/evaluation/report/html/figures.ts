// Figures of a report from counts, for reports that tests write by hand.
import type { ReportRow, ReportSystem } from '../../../../src/evaluation/report/eval-report.js';

type Interval = [number, number];
type ModeRow = ReportSystem['modes']['strict']['overall'];

/** Counts of correct, incorrect, partial, missed and spurious entities. */
export type Outcomes = readonly [number, number, number, number, number];

export function rowOf(gold: number, predicted: number, correct: number): ReportRow {
  return { gold, predicted, correct, ...figuresOf(gold, predicted, correct) };
}

export function modeRowOf([correct, incorrect, partial, missed, spurious]: Outcomes): ModeRow {
  const possible = correct + incorrect + partial + missed;
  const actual = correct + incorrect + partial + spurious;
  const counts = { correct, incorrect, partial, missed, spurious, possible, actual };
  return { ...counts, ...figuresOf(possible, actual, correct + partial / 2) };
}

/** Each interval is that of a share of independent entities: about as wide as a bootstrap's. */
function figuresOf(gold: number, predicted: number, correct: number) {
  const precision = percentOf(correct, predicted);
  const recall = percentOf(correct, gold);
  const f1 = percentOf(2 * correct, gold + predicted);
  const intervals = {
    precision: intervalOf(precision, predicted),
    recall: intervalOf(recall, gold),
    f1: intervalOf(f1, (gold + predicted) / 2),
  };
  return { precision, recall, f1, intervals };
}

export const percentOf = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);

export function intervalOf(percent: number, count: number): Interval {
  const share = (percent + 50 / (count + 1)) / (100 + 100 / (count + 1));
  const margin = 196 * Math.sqrt((share * (1 - share)) / (count + 1));
  return [Math.max(0, percent - margin), Math.min(100, percent + margin)];
}
