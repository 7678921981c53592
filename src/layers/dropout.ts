// Dropout (Srivastava et al. 2014), inverted: what is kept grows by 1 / (1 - rate), so tagging needs no scaling.
import type { Engine, Matrix } from '../tensors/matrix.js';
import type { Random } from '../tensors/random.js';
import type { Forward } from './layer.js';

/** Drops elements of x in place, each with probability `rate`; the rows of x must be contiguous. */
export function dropoutForward(
  { kernels }: Engine,
  x: Matrix,
  rate: number,
  random: Random,
): Forward {
  if (rate === 0) return { output: x, backward: (dOutput) => dOutput };
  const key = random.uint32();
  const count = x.rows * x.columns;
  kernels.dropout(count, 1 - rate, key, x.address);
  return {
    output: x,
    backward: (dOutput) => {
      kernels.dropout(count, 1 - rate, key, dOutput.address);
      return dOutput;
    },
  };
}
