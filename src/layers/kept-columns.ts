// The weights that an input meets, all columns or those that dropout has kept: what is dropped is not computed, neither
// forward nor backward.
import { type Columns, gatherColumns, scatterAddColumns } from '../tensors/columns.js';
import { addTransposedProduct, type Engine, type Matrix, zeroMatrix } from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';

export interface MetWeights {
  /** (N, K) */
  readonly values: Matrix;
  /** Adds dYᵀ x to the gradient, for dY (R, N) and x (R, K). */
  addGradient(dY: Matrix, x: Matrix): void;
}

/** @param columns absent where the input meets all */
export function weightsMet(engine: Engine, weight: Parameter, columns?: Columns): MetWeights {
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
