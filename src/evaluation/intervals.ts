// 95 % intervals of precision, recall and F1 of every row, and of the averages over types.
import type { CountTable } from './count-table.js';
import { type Figures, figuresOf, macroFigures, weightedFigures } from './figures.js';
import {
  type Draw,
  type Interval,
  intervalOf,
  RESAMPLE_COUNT,
  resampleCounts,
} from './resample.js';
import { rowOf } from './row-names.js';

export interface FigureIntervals {
  readonly precision: Interval;
  readonly recall: Interval;
  readonly f1: Interval;
}

export interface Intervals {
  /** Undefined for a row that counts nothing. */
  of(row: string): FigureIntervals | undefined;
  readonly macro: FigureIntervals;
  readonly weighted: FigureIntervals;
}

/** The intervals of F1 only, overall and by type. */
export interface F1Intervals {
  readonly overall: Interval;
  readonly types: ReadonlyMap<string, Interval>;
}

/** @param types for which the intervals have rows */
export function f1Intervals(intervals: Intervals, types: readonly string[]): F1Intervals {
  const f1Of = (row: string) => intervals.of(row)?.f1 ?? [0, 0];
  return {
    overall: f1Of(rowOf.overall),
    types: new Map(types.map((type) => [type, f1Of(rowOf.type(type))])),
  };
}

/**
 * Intervals of every row. A resample that neither side has an entity of counts as 0, as F1 does everywhere: the interval of a rare type
 * reaches down to 0.
 */
export function resampleFigures(
  table: CountTable,
  types: readonly string[],
  draw: Draw,
): Intervals {
  const rows = table.rows();
  const typeRows = types.map((type) => rows.indexOf(rowOf.type(type)));
  const samples = rows.map(createSamples);
  const [macro, weighted] = [createSamples(), createSamples()];
  resampleCounts(table, rows, draw, (resample, counts) => {
    samples.forEach((sample, index) => {
      sample.set(resample, figuresOf(counts[index]));
    });
    const byType = typeRows.map((index) => counts[index]);
    macro.set(resample, macroFigures(byType));
    weighted.set(resample, weightedFigures(byType));
  });
  const indexOf = new Map(rows.map((row, index) => [row, index]));
  return {
    of: (row) => {
      const index = indexOf.get(row);
      return index === undefined ? undefined : samples[index].intervals();
    },
    macro: macro.intervals(),
    weighted: weighted.intervals(),
  };
}

interface Samples {
  set(resample: number, figures: Figures): void;
  intervals(): FigureIntervals;
}

function createSamples(): Samples {
  const precision = new Float64Array(RESAMPLE_COUNT);
  const recall = new Float64Array(RESAMPLE_COUNT);
  const f1 = new Float64Array(RESAMPLE_COUNT);
  return {
    set: (resample, figures) => {
      precision[resample] = figures.precision;
      recall[resample] = figures.recall;
      f1[resample] = figures.f1;
    },
    intervals: () => ({
      precision: intervalOf(precision),
      recall: intervalOf(recall),
      f1: intervalOf(f1),
    }),
  };
}
