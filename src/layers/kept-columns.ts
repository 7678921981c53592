// The columns of a weight matrix that its input is multiplied by: all of them, or those that
// dropout has kept. Dropped columns are not computed, neither forward nor backward.
import { type Columns, gatherColumns, scatterAddColumns } from '../tensors/columns.js';
import { addTransposedProduct, type Engine, type Matrix, zeroMatrix } from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';

export interface KeptColumns {
  /** (N, K) */
  readonly values: Matrix;
  /** Adds dYᵀ x to the gradient of the weights, for dY (R, N) and x (R, K). */
  addGradient(dY: Matrix, x: Matrix): void;
}

/** @param columns all, if absent */
export function selectColumns(engine: Engine, weight: Parameter, columns?: Columns): KeptColumns {
  if (!columns) {
    return {
      values: valueMatrix(weight),
      addGradient: (dY, x) => addTransposedProduct(engine, dY, x, gradientMatrix(weight)),
    };
  }
  return {
    values: gatherColumns(engine, valueMatrix(weight), columns),
    addGradient: (dY, x) => {
      const mark = engine.memory.mark();
      const dWeights = zeroMatrix(engine, dY.columns, x.columns);
      addTransposedProduct(engine, dY, x, dWeights);
      scatterAddColumns(engine, dWeights, { columns }, gradientMatrix(weight));
      engine.memory.release(mark);
    },
  };
}
