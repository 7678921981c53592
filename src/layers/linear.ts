// The affine map y = x Wᵀ + b.
import {
  addColumnSums,
  affine,
  allocateMatrix,
  type Engine,
  type Matrix,
  multiply,
  pack,
  packTransposed,
} from '../tensors/matrix.js';
import type { Parameter } from '../tensors/parameters.js';
import { selectColumns } from './kept-columns.js';
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
  const W = selectColumns(engine, weight, columns);
  affine(engine, x, { B: packTransposed(engine, W.values), b: bias.value }, output);
  return {
    output,
    //   dW = dyᵀ x      db = Σ dy      dx = dy W
    backward: (dOutput) => {
      W.addGradient(dOutput, x);
      addColumnSums(engine, dOutput, bias.gradient);
      const dInput = allocateMatrix(engine, x.rows, x.columns);
      multiply(engine, dOutput, pack(engine, W.values), dInput);
      return dInput;
    },
  };
}
