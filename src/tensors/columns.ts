// Some columns of a matrix as a matrix of their own, and the way back.
import { allocateMatrix, type Engine, type Matrix } from './matrix.js';

/** A choice of columns, in rising order. */
export interface Columns {
  readonly count: number;
  /** Address of (count) int32. */
  readonly ids: number;
}

/** A new matrix (rows, count) of these columns times `scale`. */
export function gatherColumns(engine: Engine, x: Matrix, columns: Columns, scale = 1): Matrix {
  const { count, ids } = columns;
  const out = allocateMatrix(engine, x.rows, count);
  const { address, stride } = out;
  engine.kernels.gatherColumns(x.rows, count, ids, scale, x.address, x.stride, address, stride);
  return out;
}

/** Adds x (rows, count) times `scale` to these columns of `out`. */
export function scatterAddColumns(
  { kernels }: Engine,
  x: Matrix,
  { columns, scale = 1 }: { readonly columns: Columns; readonly scale?: number },
  out: Matrix,
): void {
  const { count, ids } = columns;
  const { address, stride } = out;
  kernels.scatterAddColumns(x.rows, count, ids, scale, x.address, x.stride, address, stride);
}
