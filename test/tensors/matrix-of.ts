// Matrices of the engine from numbers, and back.
import { allocateMatrix, type Engine, type Matrix, rowAddress } from '../../src/tensors/matrix.js';

/** A new matrix of `columns` columns that holds these numbers, row by row. */
export function matrixOf(engine: Engine, values: ArrayLike<number>, columns: number): Matrix {
  const matrix = allocateMatrix(engine, columns === 0 ? 0 : values.length / columns, columns);
  engine.memory.floats(matrix.address, values.length).set(values);
  return matrix;
}

/** The numbers of a matrix, row by row, without the gaps between rows. */
export function valuesOf({ memory }: Engine, matrix: Matrix): Float64Array {
  const values = new Float64Array(matrix.rows * matrix.columns);
  for (let row = 0; row < matrix.rows; row++) {
    values.set(memory.floats(rowAddress(matrix, row), matrix.columns), row * matrix.columns);
  }
  return values;
}
