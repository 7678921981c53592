// A small table of vectors, learned like other parameters: a row for each value that something can take.
import type { Engine, Matrix } from '../tensors/matrix.js';
import type { Parameter } from '../tensors/parameters.js';

export interface LookupForward {
  /** Adds the gradient of the output to that of the table. */
  backward(dOutput: Matrix): void;
}

/** Writes the rows of these ids to `output` (R, width). */
export function lookupForward(
  engine: Engine,
  table: Parameter,
  ids: readonly number[],
  output: Matrix,
): LookupForward {
  const { kernels } = engine;
  const width = table.shape[1];
  const rows = engine.memory.storeIntegers(ids);
  kernels.gatherRows(ids.length, width, table.value, rows, output.address, output.stride);
  return {
    backward: ({ address, stride }) => {
      kernels.scatterAddRows(ids.length, width, address, stride, rows, table.gradient);
    },
  };
}
