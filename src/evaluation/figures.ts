// Precision, recall and F1 of a row, and the averages over types.
import type { CountTable } from './count-table.js';
import { rowOf } from './row-names.js';
import { f1, precision, recall, type SpanCounts } from './score.js';

/** In percent. */
export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function figuresOf(counts: SpanCounts): Figures {
  return { precision: precision(counts), recall: recall(counts), f1: f1(counts) };
}

/** The unweighted mean over types: a rare type counts as much as a frequent one. */
export function macroFigures(counts: readonly SpanCounts[]): Figures {
  return meanFigures(counts, () => 1);
}

/** The mean over types, weighted by gold entities. */
export function weightedFigures(counts: readonly SpanCounts[]): Figures {
  return meanFigures(counts, ({ gold }) => gold);
}

function meanFigures(
  counts: readonly SpanCounts[],
  weightOf: (counts: SpanCounts) => number,
): Figures {
  let [total, p, r, f] = [0, 0, 0, 0];
  for (const row of counts) {
    const weight = weightOf(row);
    total += weight;
    p += weight * precision(row);
    r += weight * recall(row);
    f += weight * f1(row);
  }
  if (total === 0) return { precision: 0, recall: 0, f1: 0 };
  return { precision: p / total, recall: r / total, f1: f / total };
}

/** Types of the count table. */
export function typeCounts(table: CountTable, types: readonly string[]): SpanCounts[] {
  return types.map((type) => table.totalOf(rowOf.type(type)));
}
