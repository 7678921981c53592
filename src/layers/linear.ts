// y = x Wᵀ + b
import {
  allocateMatrix,
  type Engine,
  type Matrix,
  multiply,
  pack,
  packTransposed,
} from '../tensors/matrix.js';
import type { Parameter } from '../tensors/parameters.js';
import { weightsMet } from './kept-columns.js';
import type { Forward, LayerInput } from './layer.js';

export interface LinearParameters {
  /** (outputs, inputs) */
  readonly weight: Parameter;
  /** (outputs) */
  readonly bias: Parameter;
}

/** Writes x Wᵀ + b for x (R, inputs) to `output` (R, outputs). */
export function linearForward(
  engine: Engine,
  { weight, bias }: LinearParameters,
  { x, columns }: LayerInput,
  output: Matrix,
): Forward {
  const weights = weightsMet(engine, weight, columns);
  multiply(engine, x, packTransposed(engine, weights.values), output, bias.value);
  return {
    output,
    //   dW = dyᵀ x      db = Σ dy      dx = dy W
    backward: (dOutput) => {
      weights.addGradient(dOutput, x);
      engine.kernels.addColumnSums(
        dOutput.rows,
        dOutput.columns,
        dOutput.address,
        dOutput.stride,
        bias.gradient,
      );
      const dInput = allocateMatrix(engine, x.rows, x.columns);
      multiply(engine, dOutput, pack(engine, weights.values), dInput);
      return dInput;
    },
  };
}
