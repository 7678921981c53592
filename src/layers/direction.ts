// One direction of a recurrent layer over a batch: what the input says to the gates, one product for all tokens, and then
// the recurrence.
//
//   gates = x W_ihᵀ + b
//
// A word that comes several times in a batch says the same each time: it is multiplied once, and so is the sum of what
// comes back to it.
import {
  addColumnSums,
  addProduct,
  affine,
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  pack,
  packTransposed,
} from '../tensors/matrix.js';
import type { Parameter } from '../tensors/parameters.js';
import { rowsAt, sumsAt } from '../tensors/rows.js';
import type { Cell } from './cells/cell.js';
import { weightsMet } from './kept-columns.js';
import type { Steps, WordsInput } from './layer.js';
import { type RecurrentParameters, recurrentForward, type States } from './recurrence.js';

export interface DirectionParameters extends RecurrentParameters {
  /** (gateCount · H, E) */
  readonly weightIh: Parameter;
  /** (gateCount · H) */
  readonly bias: Parameter;
}

export interface DirectionInput extends WordsInput {
  readonly steps: Steps;
  readonly isReverse: boolean;
  /** Zero if absent. */
  readonly initial?: States;
}

export interface DirectionForward {
  /** (R, gateCount · H) the activations of the gates, until backward puts their gradients there. */
  readonly gates: Matrix;
  /**
   * Adds dOutput (R, H) back through time: to the parameters' gradients and to dX, of the shape of x, if wanted. Otherwise
   * as in RecurrentForward.
   */
  backward(dOutput: Matrix, dX?: Matrix, dStates?: Matrix): States | undefined;
}

/** Runs a cell over all steps and writes its hidden states to `output` (R, H). */
export function directionForward(
  engine: Engine,
  cell: Cell,
  parameters: DirectionParameters,
  { x, columns, rowOfToken, learning, ...input }: DirectionInput,
  output: Matrix,
): DirectionForward {
  const { weightIh, bias } = parameters;
  const weights = weightsMet(engine, weightIh, columns);
  const projected = allocateMatrix(engine, x.rows, weightIh.shape[0]);
  affine(engine, x, { B: packTransposed(engine, weights.values), b: bias.value }, projected);
  const gates = rowOfToken ? rowsAt(engine, projected, rowOfToken, input.steps.R) : projected;
  const recurrence = recurrentForward(engine, cell, parameters, { ...input, gates }, output);
  return {
    gates,
    //   dW_ih = dgatesᵀ x      db = Σ dgates      dx = dgates W_ih
    backward: (dOutput, dX, dStates) => {
      const dInitial = recurrence.backward(dOutput, dStates);
      const dGates = rowOfToken ? sumsAt(engine, gates, rowOfToken, x.rows) : gates;
      weights.addGradient(dGates, x);
      addColumnSums(engine, dGates, bias.gradient);
      if (dX) addInputGradient(engine, dGates, weights.values, { dX, learning });
      return dInitial;
    },
  };
}

/** dx += dgates W, of the columns that not all rows want only where they are wanted. */
function addInputGradient(
  engine: Engine,
  dGates: Matrix,
  W: Matrix,
  { dX, learning }: { readonly dX: Matrix } & Pick<WordsInput, 'learning'>,
): void {
  const { rows, columns } = learning ?? { rows: dX.rows, columns: 0 };
  const add = (count: number, first: number, width: number) => {
    const part = (matrix: Matrix) => columnsOf(matrix, first, width);
    const target = { ...part(dX), rows: count };
    addProduct(engine, { ...dGates, rows: count }, pack(engine, part(W)), target);
  };
  if (rows === dX.rows) add(rows, 0, dX.columns);
  else {
    add(rows, 0, columns);
    add(dX.rows, columns, dX.columns - columns);
  }
}
