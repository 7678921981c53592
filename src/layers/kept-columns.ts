// The columns of a weight matrix that its input is multiplied by: all of them, or those that
// dropout has kept. Dropped columns are not computed, neither forward nor backward.
import { type Columns, gatherColumns, scatterAddColumns } from '../tensors/columns.js';
import {
  addTransposedProduct,
  columnsOf,
  type Engine,
  type Matrix,
  zeroMatrix,
} from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import { rowsAt } from '../tensors/rows.js';
import type { FullRows } from './layer.js';

export interface KeptColumns {
  /** (N, K) */
  readonly values: Matrix;
  /**
   * Adds dYᵀ x to the gradient of the weights, for dY (R, N) and x (R, K).
   *
   * @param full rows with their x (count, K), if the others are zero from some column on
   */
  addGradient(dY: Matrix, x: Matrix, full?: FullRows & { readonly x: Matrix }): void;
}

/** @param columns all, if absent */
export function selectColumns(engine: Engine, weight: Parameter, columns?: Columns): KeptColumns {
  const addProducts: AddProducts = (dY, x, full, out) => {
    if (!full) return addTransposedProduct(engine, dY, x, out);
    const { ids, count, end } = full;
    addTransposedProduct(engine, dY, columnsOf(x, 0, end), columnsOf(out, 0, end));
    if (count === 0) return;
    const last = (matrix: Matrix) => columnsOf(matrix, end, x.columns - end);
    addTransposedProduct(engine, rowsAt(engine, dY, ids, count), last(full.x), last(out));
  };
  if (!columns) {
    return {
      values: valueMatrix(weight),
      addGradient: (dY, x, full) => addProducts(dY, x, full, gradientMatrix(weight)),
    };
  }
  return {
    values: gatherColumns(engine, valueMatrix(weight), columns),
    addGradient: (dY, x, full) => {
      const mark = engine.memory.mark();
      const count = full?.count === 0 ? full.end : x.columns;
      const dWeights = zeroMatrix(engine, dY.columns, count);
      addProducts(dY, x, full, dWeights);
      const kept = { columns: { ...columns, count } };
      scatterAddColumns(engine, dWeights, kept, gradientMatrix(weight));
      engine.memory.release(mark);
    },
  };
}

type AddProducts = (...args: [...Parameters<KeptColumns['addGradient']>, out: Matrix]) => void;
