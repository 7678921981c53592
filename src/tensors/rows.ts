// Rows of a matrix picked by their ids, and the way back: sums of rows that have the same id.
//
// `ids` is the address of int32 numbers, one for each row that is picked; an id may come several
// times.
import { allocateMatrix, type Engine, type Matrix, zeroMatrix } from './matrix.js';

/**
 * out[r] = table[ids[r]] for each row of `out`; the rows of `table` follow each other without gaps.
 */
export function gatherRows({ kernels }: Engine, table: Matrix, ids: number, out: Matrix): void {
  kernels.gatherRows(out.rows, table.columns, table.address, ids, out.address, out.stride);
}

/**
 * out[ids[r]] += x[r] for each row of `x`, in their order; the rows of `out` follow each other
 * without gaps.
 */
export function scatterAddRows({ kernels }: Engine, x: Matrix, ids: number, out: Matrix): void {
  kernels.scatterAddRows(x.rows, x.columns, x.address, x.stride, ids, out.address);
}

/** A new matrix of `count` rows of `table`. */
export function rowsAt(engine: Engine, table: Matrix, ids: number, count: number): Matrix {
  const out = allocateMatrix(engine, count, table.columns);
  gatherRows(engine, table, ids, out);
  return out;
}

/** A new matrix of `count` rows: row i is the sum of the rows of `x` whose id is i. */
export function sumsAt(engine: Engine, x: Matrix, ids: number, count: number): Matrix {
  const out = zeroMatrix(engine, count, x.columns);
  scatterAddRows(engine, x, ids, out);
  return out;
}
