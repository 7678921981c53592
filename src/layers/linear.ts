// y = x Wᵀ + b
import {
  addTransposedProduct,
  allocateMatrix,
  type Engine,
  type Matrix,
  multiply,
  pack,
  packTransposed,
} from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import type { Forward } from './layer.js';

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
  x: Matrix,
  output: Matrix,
): Forward {
  multiply(engine, x, packTransposed(engine, valueMatrix(weight)), output, bias.value);
  return {
    output,
    //   dW = dyᵀ x      db = Σ dy      dx = dy W
    backward: (dOutput) => {
      addTransposedProduct(engine, dOutput, x, gradientMatrix(weight));
      engine.kernels.addColumnSums(
        dOutput.rows,
        dOutput.columns,
        dOutput.address,
        dOutput.stride,
        bias.gradient,
      );
      const dInput = allocateMatrix(engine, x.rows, x.columns);
      multiply(engine, dOutput, pack(engine, valueMatrix(weight)), dInput);
      return dInput;
    },
  };
}
