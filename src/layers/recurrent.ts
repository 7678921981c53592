// One direction of a recurrent layer over a batch: everything but the mathematics of its cell.
//
//   gates = x W_ihᵀ + b              one product for all tokens
//   gates[t] += h[t-1] W_hhᵀ         one product a step, then the cell
import type { Kernels } from '../kernels/kernels.js';
import {
  addProduct,
  addTransposedProduct,
  allocateMatrix,
  type Engine,
  type Matrix,
  multiply,
  pack,
  packTransposed,
  rowAddress,
  zeroMatrix,
} from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import type { Steps } from './layer.js';
import { type Segment, segmentsOf } from './segments.js';

/** Addresses of what one step of a cell works on: `rows` rows, H wide but for the gates. */
export interface CellStep {
  readonly rows: number;
  readonly gates: number;
  readonly cellPrevious: number;
  readonly cell: number;
  readonly tanhCell: number;
  readonly hidden: number;
  readonly hiddenStride: number;
  readonly dHidden: number;
  readonly dCell: number;
}

/** What a cell adds to the recurrence. */
export interface Cell {
  /** Weights are (gateCount · H, ·). */
  readonly gateCount: number;
  initialBias(gate: number): number;
  /** From pre-activations of the gates to the activations, the cell and the hidden state. */
  forward(kernels: Kernels, H: number, step: CellStep): void;
  /** Overwrites the activations by the gradients of the pre-activations, and dCell by that of the cell before. */
  backward(kernels: Kernels, H: number, step: CellStep): void;
}

export interface DirectionParameters {
  /** (gateCount · H, E) */
  readonly weightIh: Parameter;
  /** (gateCount · H, H) */
  readonly weightHh: Parameter;
  /** (gateCount · H) */
  readonly bias: Parameter;
}

/** Hidden and cell states before the first step, or their gradients: (B, H) each. */
export interface States {
  readonly hidden: Matrix;
  readonly cell: Matrix;
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
  /**
   * Adds dOutput (R, H) back through time: to the parameters' gradients and to dX (R, E), if wanted. To be called once.
   * Returns the gradient of the initial states, if they were given.
   */
  backward(dOutput: Matrix, dX?: Matrix): States | undefined;
}

/** Runs a cell over all steps and writes its hidden states to `output` (R, H). */
export function directionForward(
  engine: Engine,
  cell: Cell,
  parameters: DirectionParameters,
  { steps, x, isReverse, initial }: DirectionInput,
  output: Matrix,
): DirectionForward {
  const { kernels } = engine;
  const { B, R } = steps;
  const H = output.columns;
  const gates = allocateMatrix(engine, R, cell.gateCount * H);
  const cells = allocateMatrix(engine, R, H);
  const tanhCells = allocateMatrix(engine, R, H);
  const initialCells = initial?.cell ?? zeroMatrix(engine, B, H);
  const segments = segmentsOf(steps, isReverse);

  multiply(
    engine,
    x,
    packTransposed(engine, valueMatrix(parameters.weightIh)),
    gates,
    parameters.bias.value,
  );
  const recurrentWeights = packTransposed(engine, valueMatrix(parameters.weightHh));
  for (const segment of segments) {
    const hiddenPrevious = previous(segment, output, initial?.hidden);
    const rows = rowsOf(gates, segment.row, segment.rows);
    if (hiddenPrevious) addProduct(engine, hiddenPrevious, recurrentWeights, rows);
    cell.forward(kernels, H, stepAt(segment));
  }

  function stepAt(segment: Segment, dStates?: States): CellStep {
    return {
      rows: segment.rows,
      gates: rowAddress(gates, segment.row),
      cellPrevious: previous(segment, cells, initialCells)?.address ?? 0,
      cell: rowAddress(cells, segment.row),
      tanhCell: rowAddress(tanhCells, segment.row),
      hidden: rowAddress(output, segment.row),
      hiddenStride: output.stride,
      dHidden: dStates ? rowAddress(dStates.hidden, segment.sentence) : 0,
      dCell: dStates ? rowAddress(dStates.cell, segment.sentence) : 0,
    };
  }

  // Back through time. dStates holds, for each sentence, what the steps already passed send back to its state:
  //   dh[t] = dOutput[t] + dgates[t+1] W_hh
  // and the weights gather over all steps: dW_ih = Σ_t dgates[t]ᵀ x[t], dW_hh = Σ_t dgates[t]ᵀ h[t-1].
  function backward(dOutput: Matrix, dX?: Matrix): States | undefined {
    const dStates = { hidden: zeroMatrix(engine, B, H), cell: zeroMatrix(engine, B, H) };
    const hiddenBefore = zeroMatrix(engine, R, H);
    const recurrentWeights = pack(engine, valueMatrix(parameters.weightHh));
    for (const segment of segments.toReversed()) {
      const dHidden = rowsOf(dStates.hidden, segment.sentence, segment.rows);
      const from = rowsOf(dOutput, segment.row, segment.rows);
      kernels.addRows(segment.rows, H, from.address, from.stride, dHidden.address, H);
      cell.backward(kernels, H, stepAt(segment, dStates));
      const hiddenPrevious = previous(segment, output, initial?.hidden);
      if (!hiddenPrevious) continue;
      multiply(engine, rowsOf(gates, segment.row, segment.rows), recurrentWeights, dHidden);
      const { address, stride } = hiddenPrevious;
      const target = rowAddress(hiddenBefore, segment.row);
      kernels.copyRows(segment.rows, H, address, stride, target, H);
    }
    addTransposedProduct(engine, gates, x, gradientMatrix(parameters.weightIh));
    addTransposedProduct(engine, gates, hiddenBefore, gradientMatrix(parameters.weightHh));
    kernels.addColumnSums(R, gates.columns, gates.address, gates.stride, parameters.bias.gradient);
    if (dX) addProduct(engine, gates, pack(engine, valueMatrix(parameters.weightIh)), dX);
    return initial && dStates;
  }
  return { backward };
}

function rowsOf(matrix: Matrix, first: number, rows: number): Matrix {
  return { ...matrix, address: rowAddress(matrix, first), rows };
}

/** The rows of the step before, or of the initial state where the segment begins its sentences. */
function previous(segment: Segment, states: Matrix, initial: Matrix): Matrix;
function previous(segment: Segment, states: Matrix, initial?: Matrix): Matrix | undefined;
function previous(segment: Segment, states: Matrix, initial?: Matrix): Matrix | undefined {
  if (segment.previousRow >= 0) return rowsOf(states, segment.previousRow, segment.rows);
  return initial && rowsOf(initial, segment.sentence, segment.rows);
}
