// One direction of a recurrent layer over a batch: the input's projection to the gates, one product
// for all tokens, and then the recurrence.
//
//   gates = x W_ihᵀ + b
//
// A word that comes several times in a batch is projected once, and the gradients of its tokens are
// summed before they go back through the projection.
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
import { type Parameter, valueMatrix } from '../tensors/parameters.js';
import type { Prepare } from '../tensors/prepared-product.js';
import { rowsAt, sumsAt } from '../tensors/rows.js';
import { selectColumns } from './kept-columns.js';
import type { Steps, WordsInput } from './layer.js';
import { type InitialStates, type RecurrenceParameters, recurrenceForward } from './recurrence.js';

export interface DirectionParameters extends RecurrenceParameters {
  /** (G, E) */
  readonly weightIh: Parameter;
  /** (G) */
  readonly bias: Parameter;
}

export interface DirectionInput extends WordsInput {
  readonly steps: Steps;
  readonly isReverse: boolean;
  /** Zero, if absent. */
  readonly initial?: InitialStates;
}

export interface DirectionForward {
  /** (R, G) activations of the gates, until backward overwrites them. */
  readonly gates: Matrix;
  /**
   * Adds the gradient of x to dX, of the shape of x. This is the exception to the convention of
   * layer.ts: x is the input of both directions, so its gradient is a sum, and a matrix for each
   * term would cost memory and another pass.
   */
  backward(dOutput: Matrix, dX: Matrix): void;
  /** As in RecurrenceForward. */
  trace(dOutput: Matrix): Matrix;
}

/** Runs a cell over all steps and writes its hidden states to `output` (R, H). */
export function directionForward(
  engine: Engine,
  parameters: DirectionParameters,
  { x, columns, rowOfToken, learning, ...input }: DirectionInput,
  output: Matrix,
): DirectionForward {
  const { weightIh, bias } = parameters;
  const W = selectColumns(engine, weightIh, columns);
  const projected = allocateMatrix(engine, x.rows, weightIh.shape[0]);
  affine(engine, x, { B: packTransposed(engine, W.values), b: bias.value }, projected);
  const gates = rowOfToken ? rowsAt(engine, projected, rowOfToken, input.steps.R) : projected;
  const recurrence = recurrenceForward(engine, parameters, { ...input, gates }, output);
  return {
    gates,
    //   dW_ih = dgatesᵀ x      db = Σ dgates      dx = dgates W_ih
    backward: (dOutput, dX) => {
      const dTokens = recurrence.backward(dOutput);
      const dGates = rowOfToken ? sumsAt(engine, dTokens, rowOfToken, x.rows) : dTokens;
      W.addGradient(dGates, x);
      addColumnSums(engine, dGates, bias.gradient);
      addInputGradient(engine, dGates, W.values, { dX, learning });
    },
    trace: recurrence.trace,
  };
}

/**
 * Prepares the projection of an input to the gates (rows, G), with the weights as they are now.
 *
 * @param width of the input, if only its first columns differ from zero
 */
export function prepareProjection(
  engine: Engine,
  { weightIh, bias }: DirectionParameters,
  prepare: Prepare,
  width = weightIh.shape[1],
): (x: Matrix) => Matrix {
  const addProducts = prepare(engine, columnsOf(valueMatrix(weightIh), 0, width));
  return (x) => {
    const gates = allocateMatrix(engine, x.rows, weightIh.shape[0]);
    engine.kernels.copyRows(gates.rows, gates.columns, bias.value, 0, gates.address, gates.stride);
    addProducts(x, gates);
    return gates;
  };
}

/**
 * dx += dgates W. The columns of word vectors are computed only for the rows whose vectors are
 * trained, and columns that come from no parameter for none.
 */
function addInputGradient(
  engine: Engine,
  dGates: Matrix,
  W: Matrix,
  { dX, learning }: { readonly dX: Matrix } & Pick<WordsInput, 'learning'>,
): void {
  const { rows, columns, end } = learning ?? { rows: dX.rows, columns: 0, end: dX.columns };
  const add = (count: number, first: number, width: number) => {
    const part = (matrix: Matrix) => columnsOf(matrix, first, width);
    const target = { ...part(dX), rows: count };
    addProduct(engine, { ...dGates, rows: count }, pack(engine, part(W)), target);
  };
  if (rows === dX.rows) add(rows, 0, end);
  else {
    add(rows, 0, columns);
    add(dX.rows, columns, end - columns);
  }
}
