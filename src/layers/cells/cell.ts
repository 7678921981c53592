// What a cell adds to the recurrence: its gates, its products with the previous state, and the
// mathematics of one step.
import type { Kernels } from '../../kernels/kernels.js';
import type { Matrix } from '../../tensors/matrix.js';

export interface Cell {
  /** Weights are (gateCount · H, ·). */
  readonly gateCount: number;
  /** (gateCount) what each block of H columns holds after forward. */
  readonly gateNames: readonly (GateName | 'candidate')[];
  /** Blocks of H element-wise weights. */
  readonly peepholeCount: number;
  /** (R, H) matrices kept from forward to backward. */
  readonly keptCount: number;
  /**
   * Whether the first of them is a cell state, which is passed on from step to step beside the
   * hidden state.
   */
  readonly hasCellState: boolean;
  readonly products: readonly RecurrentProduct[];
  /** @param gateBias of the gate that decides between the old state and the new */
  initialBias(gate: number, gateBias: number): number;
  forward(step: CellStep): void;
  backward(step: CellStepBackward): void;
}

/** The candidate, which may enter the state, has the form of a gate but is none. */
export type GateName = 'update' | 'forget' | 'output' | 'relevance';

/** Gates whose pre-activations share one product. */
export interface RecurrentProduct {
  readonly firstGate: number;
  readonly gateCount: number;
  /** The hidden state before the step, or one of the kept matrices. */
  readonly operand: 'hidden' | { readonly kept: number };
}

/** One step of `rows` sentences; numbers are addresses, matrices are (rows, H). */
export interface CellStep {
  readonly kernels: Kernels;
  readonly H: number;
  readonly rows: number;
  /**
   * (rows, gateCount · H): x W_ihᵀ + b on entry, activations on exit, their gradients after
   * backward.
   */
  readonly gates: number;
  /** Elements from row to row of the gates. */
  readonly gateStride: number;
  /** Address of one gate's columns. */
  gate(index: number): number;
  /** The hidden states before and after the step. */
  readonly hiddenPrevious: Matrix;
  readonly hidden: Matrix;
  /** The cell state before the step: the first kept matrix of the step before. */
  readonly cellPrevious: number;
  /** The rows of this step in the kept matrices. */
  readonly kept: readonly number[];
  /** (peepholeCount · H) */
  readonly peephole: number;
  /** Adds operand · W_hhᵀ to the gates of a product. */
  multiply(product: number): void;
}

export interface CellStepBackward extends CellStep {
  /** The gradient of `hidden`; the cell replaces it by that of `hiddenPrevious`. */
  readonly dHidden: number;
  /**
   * The gradient of the cell state after the step; the cell replaces it by that of the one before.
   */
  readonly dCell: number;
  readonly dPeephole: number;
  /** (rows, H) for the cell's own use. */
  readonly scratch: number;
  /** Writes the gradient of a product's operand, dgates · W_hh, to `out` (rows, H), or adds it. */
  multiplyBack(product: number, out: number, mode: 'write' | 'add'): void;
}
