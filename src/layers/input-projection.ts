// The projection of a layer's input to the gates of one direction, one product for all rows.
//
//   gates = x W_ihᵀ + b      dW_ih = dgatesᵀ x      db = Σ dgates      dx = dgates W_ih
//
// Rows whose last columns are zero are not multiplied by them. The results are the same to the bit.
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
  rowAddress,
} from '../tensors/matrix.js';
import { type Parameter, valueMatrix } from '../tensors/parameters.js';
import type { Prepare } from '../tensors/prepared-product.js';
import { rowsAt } from '../tensors/rows.js';
import { selectColumns } from './kept-columns.js';
import type { FullRows, WordsInput } from './layer.js';

export interface ProjectionParameters {
  /** (G, E) */
  readonly weightIh: Parameter;
  /** (G) */
  readonly bias: Parameter;
}

export type ProjectionInput = Omit<WordsInput, 'rowOfToken'>;

export interface ProjectionForward {
  /** (V, G) */
  readonly output: Matrix;
  /**
   * Adds to the gradients of the parameters, and the gradient of x to dX. This is the exception to
   * the convention of layer.ts: x is the input of both directions, so its gradient is a sum, and a
   * matrix for each term would cost memory and another pass.
   */
  backward(dGates: Matrix, dX: Matrix): void;
}

/** Projects x (V, K) to the gates. */
export function projectionForward(
  engine: Engine,
  { weightIh, bias }: ProjectionParameters,
  { x, columns, learning, fullRows }: ProjectionInput,
): ProjectionForward {
  const W = selectColumns(engine, weightIh, columns);
  const output = allocateMatrix(engine, x.rows, weightIh.shape[0]);
  const project = (from: Matrix, to: Matrix) => {
    const B = packTransposed(engine, columnsOf(W.values, 0, from.columns));
    affine(engine, from, { B, b: bias.value }, to);
  };
  const full = fullRows && gatherFullRows(engine, x, fullRows);
  if (full) projectParts(engine, { x, full, project }, output);
  else project(x, output);
  return {
    output,
    backward: (dGates, dX) => {
      W.addGradient(dGates, x, full);
      addColumnSums(engine, dGates, bias.gradient);
      addInputGradient(engine, dGates, W.values, { dX, learning });
    },
  };
}

/** The rows of x that are not zero from some column on. */
interface GatheredRows extends FullRows {
  /** (count, K) */
  readonly x: Matrix;
}

function gatherFullRows(engine: Engine, x: Matrix, fullRows: FullRows): GatheredRows {
  return { ...fullRows, x: rowsAt(engine, x, fullRows.ids, fullRows.count) };
}

interface Parts {
  readonly x: Matrix;
  readonly full: GatheredRows;
  readonly project: (from: Matrix, to: Matrix) => void;
}

/** Projects the first columns of all rows, and then the full rows as a whole in their places. */
function projectParts(engine: Engine, { x, full, project }: Parts, output: Matrix): void {
  project(columnsOf(x, 0, full.end), output);
  if (full.count === 0) return;
  const { kernels, memory } = engine;
  const mark = memory.mark();
  const projected = allocateMatrix(engine, full.count, output.columns);
  project(full.x, projected);
  const { columns, stride } = output;
  memory.integers(full.ids, full.count).forEach((row, index) => {
    const from = rowAddress(projected, index);
    kernels.copyRows(1, columns, from, columns, rowAddress(output, row), stride);
  });
  memory.release(mark);
}

/**
 * Prepares the projection of an input to the gates (rows, G), with the weights as they are now.
 *
 * @param width of the input, if only its first columns differ from zero
 */
export function prepareProjection(
  engine: Engine,
  { weightIh, bias }: ProjectionParameters,
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
