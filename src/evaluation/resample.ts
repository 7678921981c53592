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
  const pool = createColumnPool();
  const parts = rows.map((row) => partsOf(table.columnsOf(row), pool));
  const counts = rows.map(() => ({ gold: 0, predicted: 0, correct: 0 }));
  const sums = new Float64Array(pool.columns.length);
  const sentenceCount = table.sentenceCount();
  // A byte is enough: among many sentences, one in 10⁵⁰⁰ is drawn more than 255 times.
  const times = new Uint8Array(sentenceCount);
  for (let resample = 0; resample < RESAMPLE_COUNT; resample++) {
    times.fill(0);
    for (let n = 0; n < sentenceCount; n++) times[draw(sentenceCount)]++;
    for (let index = 0; index < sums.length; index++) {
      sums[index] = sumOf(pool.columns[index], times);
    }
    for (let row = 0; row < parts.length; row++) {
      const { gold, invented, missed } = parts[row];
      counts[row].gold = sums[gold];
      counts[row].predicted = sums[gold] + sums[invented];
      counts[row].correct = sums[gold] - sums[missed];
    }
    visit(resample, counts);
  }
}

/**
 * A row as three columns of the pool: its gold counts, and how far the predicted ones are above and the correct ones below them. Most
 * sentences have no error, so that the last two are short.
 */
interface RowParts {
  readonly gold: number;
  readonly invented: number;
  readonly missed: number;
}

function partsOf({ sentences, gold, predicted, correct }: CountColumns, pool: ColumnPool) {
  const column = (valueAt: (index: number) => number) => pool.add(sparse(sentences, valueAt));
  return {
    gold: column((index) => gold[index]),
    invented: column((index) => predicted[index] - gold[index]),
    missed: column((index) => gold[index] - correct[index]),
  } satisfies RowParts;
}

/** The sentences in which a column is 1, and the others in which it is not 0, with their values. */
interface SparseColumn {
  readonly ones: Int32Array;
  readonly others: Int32Array;
  readonly values: Float64Array;
}

function sparse(sentences: Int32Array, valueAt: (index: number) => number): SparseColumn {
  const [ones, others, values] = [[] as number[], [] as number[], [] as number[]];
  for (let index = 0; index < sentences.length; index++) {
    const value = valueAt(index);
    if (value === 1) ones.push(sentences[index]);
    else if (value !== 0) {
      others.push(sentences[index]);
      values.push(value);
    }
  }
  return {
    ones: Int32Array.from(ones),
    others: Int32Array.from(others),
    values: Float64Array.from(values),
  };
}

function sumOf({ ones, others, values }: SparseColumn, times: Uint8Array): number {
  let count = 0;
  for (let index = 0; index < ones.length; index++) count += times[ones[index]];
  let sum = 0;
  for (let index = 0; index < others.length; index++) sum += times[others[index]] * values[index];
  return count + sum;
}

/** Different columns: rows such as a type and its strict mode share theirs. */
interface ColumnPool {
  readonly columns: readonly SparseColumn[];
  /** The index of the column, or of an equal one. */
  add(column: SparseColumn): number;
}

function createColumnPool(): ColumnPool {
  const columns: SparseColumn[] = [];
  return {
    columns,
    add: (column) => {
      const known = columns.findIndex((other) => isEqual(column, other));
      return known < 0 ? columns.push(column) - 1 : known;
    },
  };
}

const isEqual = (a: SparseColumn, b: SparseColumn) =>
  areEqual(a.ones, b.ones) && areEqual(a.others, b.others) && areEqual(a.values, b.values);

function areEqual(a: Int32Array | Float64Array, b: Int32Array | Float64Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
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
