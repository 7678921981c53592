// Dropout (Srivastava et al. 2014), inverted: what is kept grows by 1 / (1 - rate), so tagging needs no scaling.
import { allocateMatrix, type Engine, type Matrix } from '../tensors/matrix.js';
import type { Random } from '../tensors/random.js';
import type { Forward } from './layer.js';

/** A copy of x with elements dropped, each with probability `rate`: the layer below still needs what it put out. */
export function dropoutForward(engine: Engine, x: Matrix, rate: number, random: Random): Forward {
  if (rate === 0) return { output: x, backward: (dOutput) => dOutput };
  const { kernels } = engine;
  const key = random.uint32();
  const count = x.rows * x.columns;
  const output = allocateMatrix(engine, x.rows, x.columns);
  kernels.copyRows(x.rows, x.columns, x.address, x.stride, output.address, output.stride);
  kernels.dropout(count, 1 - rate, key, output.address);
  return {
    output,
    backward: (dOutput) => {
      kernels.dropout(count, 1 - rate, key, dOutput.address);
      return dOutput;
    },
  };
}
