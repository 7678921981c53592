// Dense layers above the recurrent ones, without connections along time: y = tanh(x Wᵀ + b).
import { allocateMatrix, type Engine } from '../tensors/matrix.js';
import type { Forward, LayerInput } from './layer.js';
import { type LinearParameters, linearForward } from './linear.js';

/** y (R, outputs) from x (R, inputs). */
export function denseForward(
  engine: Engine,
  parameters: LinearParameters,
  input: LayerInput,
): Forward {
  const { kernels } = engine;
  const output = allocateMatrix(engine, input.x.rows, parameters.weight.shape[0]);
  const linear = linearForward(engine, parameters, input, output);
  const count = output.rows * output.columns;
  kernels.tanh(count, output.address, output.address);
  return {
    output,
    //   dz = dy ∘ (1 - y²)
    backward: (dOutput) => {
      kernels.tanhBackward(count, output.address, dOutput.address);
      return linear.backward(dOutput);
    },
  };
}
