// One direction of a recurrent layer over a batch: what the input says to the gates, one product for all tokens, and then
// the recurrence.
//
//   gates = x W_ihᵀ + b

import {
  addProduct,
  addTransposedProduct,
  allocateMatrix,
  type Engine,
  type Matrix,
  multiply,
  pack,
  packTransposed,
} from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import type { Cell } from './cells/cell.js';
import type { Steps } from './layer.js';
import { type RecurrentParameters, recurrentForward, type States } from './recurrent.js';

export interface DirectionParameters extends RecurrentParameters {
  /** (gateCount · H, E) */
  readonly weightIh: Parameter;
  /** (gateCount · H) */
  readonly bias: Parameter;
}

export interface DirectionInput {
  readonly steps: Steps;
  /** (R, E) */
  readonly x: Matrix;
  readonly isReverse: boolean;
  /** Zero if absent. */
  readonly initial?: States;
}

export interface DirectionForward {
  /** (R, gateCount · H) the activations of the gates, until backward puts their gradients there. */
  readonly gates: Matrix;
  /**
   * Adds dOutput (R, H) back through time: to the parameters' gradients and to dX (R, E), if wanted. Otherwise as in
   * RecurrentForward.
   */
  backward(dOutput: Matrix, dX?: Matrix, dStates?: Matrix): States | undefined;
}

/** Runs a cell over all steps and writes its hidden states to `output` (R, H). */
export function directionForward(
  engine: Engine,
  cell: Cell,
  parameters: DirectionParameters,
  { x, ...input }: DirectionInput,
  output: Matrix,
): DirectionForward {
  const { weightIh, bias } = parameters;
  const gates = allocateMatrix(engine, x.rows, weightIh.shape[0]);
  multiply(engine, x, packTransposed(engine, valueMatrix(weightIh)), gates, bias.value);
  const recurrence = recurrentForward(engine, cell, parameters, { ...input, gates }, output);
  return {
    gates,
    //   dW_ih = dgatesᵀ x      db = Σ dgates      dx = dgates W_ih
    backward: (dOutput, dX, dStates) => {
      const dInitial = recurrence.backward(dOutput, dStates);
      addTransposedProduct(engine, gates, x, gradientMatrix(weightIh));
      const { kernels } = engine;
      kernels.addColumnSums(gates.rows, gates.columns, gates.address, gates.stride, bias.gradient);
      if (dX) addProduct(engine, gates, pack(engine, valueMatrix(weightIh)), dX);
      return dInitial;
    },
  };
}
