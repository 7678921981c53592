// The recurrence of one direction over a batch: everything along time but the mathematics of the
// cell.
//
//   gates[t] += h[t-1] W_hhᵀ     at each step, in the products that the cell asks for; then the cell
import {
  addProduct,
  addTransposedProduct,
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  multiply,
  pack,
  rowAddress,
  rowsOf,
  zeroMatrix,
} from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import { type AddProduct, type Prepare, prepareProduct } from '../tensors/prepared-product.js';
import type { Cell, CellStep, CellStepBackward, RecurrentProduct } from './cells/cell.js';
import type { Forward, Steps } from './layer.js';
import { type Segment, segmentsOf } from './segments.js';

/** The weights of a recurrence, and the cell that they belong to. */
export interface RecurrenceParameters {
  readonly cell: Cell;
  /** (G, H) */
  readonly weightHh: Parameter;
  /** (peepholeCount · H), for cells that have peepholes. */
  readonly peephole?: Parameter;
}

/**
 * Hidden and cell states of a batch, or their gradients: (B, H) each, the latter only for cells
 * that have them.
 */
export interface States {
  readonly hidden: Matrix;
  readonly cell?: Matrix;
}

/** The states before the first step; backward adds to their gradient. */
export interface InitialStates extends States {
  readonly gradient: States;
}

export interface RecurrenceInput {
  readonly steps: Steps;
  /** (R, G) projections of the input; overwritten by the activations of the gates. */
  readonly gates: Matrix;
  readonly isReverse: boolean;
  /** Zero, if absent. */
  readonly initial?: InitialStates;
}

/** `backward` returns the gradient of the projections, in the place of the gates. */
export interface RecurrenceForward extends Forward {
  /**
   * In place of backward: the gradient (R, H) of each token's hidden state, including what later
   * steps send back to it. The gradients of the parameters are left undefined.
   */
  trace(dOutput: Matrix): Matrix;
}

/** H, the width of the hidden state. */
export const hiddenWidth = ({ weightHh }: RecurrenceParameters) => weightHh.shape[1];

/** Runs a cell over all steps and writes its hidden states to `output` (R, H). */
export function recurrenceForward(
  engine: Engine,
  parameters: RecurrenceParameters,
  input: RecurrenceInput,
  output: Matrix,
): RecurrenceForward {
  const { cell, weightHh } = parameters;
  const { gates, steps } = input;
  const H = output.columns;
  const run = { ...startRun(engine, parameters, input, output), gates };
  const products = prepareRecurrence(engine, parameters);
  for (const segment of run.segments) {
    cell.forward(stepOf(engine, run, segment, { gates: rowsAt(gates, segment), products }));
  }

  return {
    output,
    backward: (dOutput) => {
      backThroughTime(engine, run, dOutput);
      for (const product of cell.products) {
        const { operand } = product;
        const before = operand === 'hidden' ? hiddenBefore(engine, run) : run.kept[operand.kept];
        const dWeights = rowsOfProduct(gradientMatrix(weightHh), product, H);
        addTransposedProduct(engine, columnsOfProduct(gates, product, H), before, dWeights);
      }
      return gates;
    },
    trace: (dOutput) => {
      const dStates = allocateMatrix(engine, steps.R, H);
      backThroughTime(engine, run, dOutput, dStates);
      return dStates;
    },
  };
}

/** The products with the states of the step before, by product of the cell. */
export function prepareRecurrence(
  engine: Engine,
  { cell, weightHh }: RecurrenceParameters,
  prepare: Prepare = prepareProduct,
): AddProduct[] {
  const weights = valueMatrix(weightHh);
  return cell.products.map((product) =>
    prepare(engine, rowsOfProduct(weights, product, weights.columns)),
  );
}

/** What all steps have in common, and what forward leaves for backward. */
interface Run extends Omit<RecurrenceInput, 'gates'> {
  readonly parameters: RecurrenceParameters;
  readonly output: Matrix;
  /** (R, H) each, as the cell asks for. */
  readonly kept: readonly Matrix[];
  readonly segments: readonly Segment[];
  /** The initial states, or zeros. */
  readonly first: Required<States>;
}

/** Allocates what the steps leave for backward. */
export function startRun(
  engine: Engine,
  parameters: RecurrenceParameters,
  input: Omit<RecurrenceInput, 'gates'>,
  output: Matrix,
): Run {
  const { steps, isReverse, initial } = input;
  const H = output.columns;
  const length = parameters.cell.keptCount;
  const kept = Array.from({ length }, () => allocateMatrix(engine, steps.R, H));
  const zero = zeroMatrix(engine, steps.B, H);
  const first = { hidden: initial?.hidden ?? zero, cell: initial?.cell ?? zero };
  return { ...input, parameters, output, kept, segments: segmentsOf(steps, isReverse), first };
}

interface StepInput {
  /** Of the rows of the step. */
  readonly gates: Matrix;
  readonly products: readonly AddProduct[];
}

/** One step as the cell sees it. */
export function stepOf(
  engine: Engine,
  { parameters, output, kept, first, initial }: Run,
  segment: Segment,
  { gates, products }: StepInput,
): CellStep {
  const { cell, peephole } = parameters;
  const { row, rows } = segment;
  const H = output.columns;
  const hiddenPrevious = before(segment, output, first.hidden);
  return {
    kernels: engine.kernels,
    H,
    rows,
    gates: gates.address,
    gateStride: gates.stride,
    gate: (index) => gates.address + index * H * 4,
    hiddenPrevious,
    hidden: rowsOf(output, row, rows),
    cellPrevious: cell.hasCellState ? before(segment, kept[0], first.cell).address : 0,
    kept: kept.map((matrix) => rowAddress(matrix, row)),
    peephole: peephole?.value ?? 0,
    multiply: (index) => {
      // A product with states that are zero adds nothing.
      if (segment.previousRow < 0 && !initial) return;
      const product = cell.products[index];
      const { operand } = product;
      const left = operand === 'hidden' ? hiddenPrevious : rowsOf(kept[operand.kept], row, rows);
      products[index](left, columnsOfProduct(gates, product, H));
    },
  };
}

/** (R, H) the hidden state before each token. */
function hiddenBefore(engine: Engine, { steps, output, segments, first, initial }: Run): Matrix {
  const H = output.columns;
  const states = zeroMatrix(engine, steps.R, H);
  for (const segment of segments) {
    if (segment.previousRow < 0 && !initial) continue;
    const { address, stride } = before(segment, output, first.hidden);
    engine.kernels.copyRows(segment.rows, H, address, stride, rowAddress(states, segment.row), H);
  }
  return states;
}

/**
 * Overwrites the gates with their gradients, from the last step to the first. dHidden holds, for
 * each sentence, what the steps already passed send back to its hidden state:
 *
 *   dh[t] = dOutput[t] + what step t + 1 sends back
 *
 * @param dStates (R, H), if present, takes each dh[t]
 */
function backThroughTime(
  engine: Engine,
  run: Run & Pick<RecurrenceInput, 'gates'>,
  dOutput: Matrix,
  dStates?: Matrix,
): void {
  const { kernels } = engine;
  const { parameters, steps, gates, initial } = run;
  const { cell, weightHh, peephole } = parameters;
  const H = dOutput.columns;
  const dHidden = zeroMatrix(engine, steps.B, H);
  const dCell = cell.hasCellState ? zeroMatrix(engine, steps.B, H) : undefined;
  const scratch = allocateMatrix(engine, steps.B, H);
  const weights = cell.products.map((product) =>
    pack(engine, rowsOfProduct(valueMatrix(weightHh), product, H)),
  );
  for (const segment of run.segments.toReversed()) {
    const { row, rows, sentence } = segment;
    const dRows = rowsOf(dHidden, sentence, rows);
    kernels.addRows(rows, H, rowAddress(dOutput, row), dOutput.stride, dRows.address, H);
    if (dStates) {
      kernels.copyRows(rows, H, dRows.address, H, rowAddress(dStates, row), dStates.stride);
    }
    const stepGates = rowsAt(gates, segment);
    const step: CellStepBackward = {
      ...stepOf(engine, run, segment, { gates: stepGates, products: [] }),
      dHidden: dRows.address,
      dCell: dCell ? rowAddress(dCell, sentence) : 0,
      dPeephole: peephole?.gradient ?? 0,
      scratch: scratch.address,
      multiplyBack: (index, out, mode) => {
        const product = cell.products[index];
        // The gradient of initial states that are zero is not wanted.
        if (product.operand === 'hidden' && segment.previousRow < 0 && !initial) return;
        const dGates = columnsOfProduct(stepGates, product, H);
        const target = { address: out, rows, columns: H, stride: H };
        if (mode === 'write') multiply(engine, dGates, weights[index], target);
        else addProduct(engine, dGates, weights[index], target);
      },
    };
    cell.backward(step);
  }
  if (initial) addStates(engine, { hidden: dHidden, cell: dCell }, initial.gradient);
}

function addStates({ kernels }: Engine, states: States, out: States): void {
  const add = (x: Matrix, to: Matrix) =>
    kernels.addRows(x.rows, x.columns, x.address, x.stride, to.address, to.stride);
  add(states.hidden, out.hidden);
  if (states.cell && out.cell) add(states.cell, out.cell);
}

const rowsAt = (matrix: Matrix, { row, rows }: Segment) => rowsOf(matrix, row, rows);

/** The rows of W_hh, or of its gradient, that belong to a product. */
function rowsOfProduct(weights: Matrix, product: RecurrentProduct, H: number): Matrix {
  return rowsOf(weights, product.firstGate * H, product.gateCount * H);
}

/** The columns of the gates that belong to a product. */
function columnsOfProduct(gates: Matrix, product: RecurrentProduct, H: number): Matrix {
  return columnsOf(gates, product.firstGate * H, product.gateCount * H);
}

/** The states of the step before, or the initial states if the segment begins its sentences. */
function before(segment: Segment, states: Matrix, initial: Matrix): Matrix {
  return segment.previousRow >= 0
    ? rowsOf(states, segment.previousRow, segment.rows)
    : rowsOf(initial, segment.sentence, segment.rows);
}
