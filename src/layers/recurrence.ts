// The recurrence of one direction of a layer over a batch: everything along time but the mathematics of its cell.
//
//   gates[t] += state[t-1] W_hhᵀ     at each step, by the products the cell asks for; then the cell
import {
  addProduct,
  addTransposedProduct,
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  multiply,
  type PackedMatrix,
  pack,
  packTransposed,
  rowAddress,
  zeroMatrix,
} from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import type { Cell, CellStep, CellStepBackward, RecurrentProduct } from './cells/cell.js';
import type { Steps } from './layer.js';
import { type Segment, segmentsOf } from './segments.js';

export interface RecurrentParameters {
  /** (gateCount · H, H) */
  readonly weightHh: Parameter;
  /** (peepholeCount · H), for cells that have them */
  readonly peephole?: Parameter;
}

/** States before the first step, or their gradients: (B, H) each; memory only for cells that have one. */
export interface States {
  readonly hidden: Matrix;
  readonly memory?: Matrix;
}

export interface RecurrentInput {
  readonly steps: Steps;
  /** (R, gateCount · H) what the input says to the gates; becomes their activations. */
  readonly gates: Matrix;
  readonly isReverse: boolean;
  /** Zero if absent. */
  readonly initial?: States;
}

export interface RecurrentForward {
  /**
   * Adds dOutput (R, H) back through time to the parameters' gradients and puts the gradients of the gates' pre-activations
   * in the place of the gates. To be called once. Returns the gradient of the initial states, if they were given. Leaves in
   * dStates (R, H), if wanted, the gradient of each token's hidden state, what later steps send back to it included.
   */
  backward(dOutput: Matrix, dStates?: Matrix): States | undefined;
}

/** Runs a cell over all steps and writes its hidden states to `output` (R, H). */
export function recurrentForward(
  engine: Engine,
  cell: Cell,
  parameters: RecurrentParameters,
  input: RecurrentInput,
  output: Matrix,
): RecurrentForward {
  const run = startRun(engine, cell, parameters, input, output);
  const { gates } = input;
  const H = output.columns;
  const weights = cell.products.map((product) =>
    packTransposed(engine, rowsOfProduct(valueMatrix(parameters.weightHh), product, H)),
  );
  for (const segment of run.segments) cell.forward(run.step(segment, weights));

  return {
    backward: (dOutput, dStates) => {
      const dInitial = backThroughTime(engine, cell, parameters, run, { dOutput, dStates });
      for (const product of cell.products) {
        const operand =
          product.operand === 'state' ? run.previousStates() : run.kept[product.operand.kept];
        const dWeights = rowsOfProduct(gradientMatrix(parameters.weightHh), product, H);
        addTransposedProduct(engine, columnsOfProduct(gates, product, H), operand, dWeights);
      }
      return input.initial && dInitial;
    },
  };
}

/** What forward leaves for backward, and the steps in its terms. */
interface Run {
  readonly gates: Matrix;
  readonly kept: readonly Matrix[];
  readonly segments: readonly Segment[];
  readonly hasInitial: boolean;
  readonly B: number;
  step(segment: Segment, weights: readonly PackedMatrix[]): CellStep;
  /** (R, H) the hidden state before each token. */
  previousStates(): Matrix;
}

function startRun(
  engine: Engine,
  cell: Cell,
  parameters: RecurrentParameters,
  { steps, gates, isReverse, initial }: RecurrentInput,
  output: Matrix,
): Run {
  const { kernels } = engine;
  const { B, R } = steps;
  const H = output.columns;
  const kept = Array.from({ length: cell.keptCount }, () => allocateMatrix(engine, R, H));
  const zero = zeroMatrix(engine, B, H);
  const hidden = initial?.hidden ?? zero;
  const memory = initial?.memory ?? zero;
  const segments = segmentsOf(steps, isReverse);

  return {
    gates,
    kept,
    segments,
    hasInitial: initial !== undefined,
    B,
    step: (segment, weights) => {
      const stepGates = rowsOf(gates, segment.row, segment.rows);
      const previous = before(segment, output, hidden);
      return {
        kernels,
        H,
        rows: segment.rows,
        gates: stepGates.address,
        gateStride: gates.stride,
        gate: (index) => stepGates.address + index * H * 4,
        previous,
        hidden: rowsOf(output, segment.row, segment.rows),
        memoryPrevious: cell.hasMemory ? before(segment, kept[0], memory).address : 0,
        kept: kept.map((matrix) => rowAddress(matrix, segment.row)),
        peephole: parameters.peephole?.value ?? 0,
        multiply: (index) => {
          const product = cell.products[index];
          // Nothing comes from a state that is zero.
          if (segment.previousRow < 0 && !initial) return;
          const operand =
            product.operand === 'state'
              ? previous
              : rowsOf(kept[product.operand.kept], segment.row, segment.rows);
          addProduct(engine, operand, weights[index], columnsOfProduct(stepGates, product, H));
        },
      };
    },
    previousStates: () => {
      const states = zeroMatrix(engine, R, H);
      for (const segment of segments) {
        if (segment.previousRow < 0 && !initial) continue;
        const { address, stride } = before(segment, output, hidden);
        kernels.copyRows(segment.rows, H, address, stride, rowAddress(states, segment.row), H);
      }
      return states;
    },
  };
}

/**
 * The gates' gradients take the gates' place. For each sentence, dHidden holds what the steps already passed send back to
 * its state: dh[t] = dOutput[t] + what comes from step t+1.
 */
function backThroughTime(
  engine: Engine,
  cell: Cell,
  parameters: RecurrentParameters,
  run: Run,
  { dOutput, dStates }: { readonly dOutput: Matrix; readonly dStates?: Matrix },
): States {
  const { kernels } = engine;
  const H = dOutput.columns;
  const { B, gates } = run;
  const dHidden = zeroMatrix(engine, B, H);
  const dMemory = cell.hasMemory ? zeroMatrix(engine, B, H) : undefined;
  const scratch = allocateMatrix(engine, B, H);
  const weights = cell.products.map((product) =>
    pack(engine, rowsOfProduct(valueMatrix(parameters.weightHh), product, H)),
  );
  for (const segment of run.segments.toReversed()) {
    const { row, rows, sentence } = segment;
    const dRows = rowsOf(dHidden, sentence, rows);
    kernels.addRows(rows, H, rowAddress(dOutput, row), dOutput.stride, dRows.address, H);
    if (dStates) {
      kernels.copyRows(rows, H, dRows.address, H, rowAddress(dStates, row), dStates.stride);
    }
    const step: CellStepBackward = {
      ...run.step(segment, []),
      dHidden: dRows.address,
      dMemory: dMemory ? rowAddress(dMemory, sentence) : 0,
      dPeephole: parameters.peephole?.gradient ?? 0,
      scratch: scratch.address,
      multiplyBack: (index, out, mode) => {
        const product = cell.products[index];
        // The gradient of a state that was not given goes nowhere.
        if (product.operand === 'state' && segment.previousRow < 0 && !run.hasInitial) return;
        const dGates = columnsOfProduct(rowsOf(gates, row, rows), product, H);
        const target = { address: out, rows, columns: H, stride: H };
        if (mode === 'put') multiply(engine, dGates, weights[index], target);
        else addProduct(engine, dGates, weights[index], target);
      },
    };
    cell.backward(step);
  }
  return { hidden: dHidden, memory: dMemory };
}

/** The rows of W_hh, or of its gradient, that belong to a product. */
function rowsOfProduct(weights: Matrix, product: RecurrentProduct, H: number): Matrix {
  return rowsOf(weights, product.firstGate * H, product.gateCount * H);
}

function columnsOfProduct(gates: Matrix, product: RecurrentProduct, H: number): Matrix {
  return columnsOf(gates, product.firstGate * H, product.gateCount * H);
}

function rowsOf(matrix: Matrix, first: number, rows: number): Matrix {
  return { ...matrix, address: rowAddress(matrix, first), rows };
}

/** The rows of the step before, or of the initial state where the segment begins its sentences. */
function before(segment: Segment, states: Matrix, initial: Matrix): Matrix {
  return segment.previousRow >= 0
    ? rowsOf(states, segment.previousRow, segment.rows)
    : rowsOf(initial, segment.sentence, segment.rows);
}
