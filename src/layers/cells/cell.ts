// What a cell adds to the recurrence: its gates, its products with the state before, and the mathematics of a step.
import type { Kernels } from '../../kernels/kernels.js';
import type { Matrix } from '../../tensors/matrix.js';

/** Gates whose pre-activations share one product with what the step before left. */
export interface RecurrentProduct {
  readonly firstGate: number;
  readonly gateCount: number;
  /** The hidden state before the step, or one of the matrices the cell keeps. */
  readonly operand: 'state' | { readonly kept: number };
}

/** One step of `rows` sentences; numbers are addresses, matrices are (rows, H). */
export interface CellStep {
  readonly kernels: Kernels;
  readonly H: number;
  readonly rows: number;
  /** (rows, gateCount · H): x W_ihᵀ + b on entry, activations on exit, and their gradients after backward. */
  readonly gates: number;
  /** Elements from row to row of the gates. */
  readonly gateStride: number;
  /** Address of one gate's columns. */
  gate(index: number): number;
  /** The hidden states before and after the step. */
  readonly previous: Matrix;
  readonly hidden: Matrix;
  /** The memory before the step: the first kept matrix of the step before. */
  readonly memoryPrevious: number;
  /** The rows of this step in the matrices the cell keeps. */
  readonly kept: readonly number[];
  /** (peepholeCount · H) */
  readonly peephole: number;
  /** Adds operand · W_hhᵀ to the gates of a product. */
  multiply(product: number): void;
}

export interface CellStepBackward extends CellStep {
  /** The gradient of `hidden`; the cell leaves that of `previous` there. */
  readonly dHidden: number;
  /** The gradient of the memory after the step; the cell leaves that of the memory before it there. */
  readonly dMemory: number;
  readonly dPeephole: number;
  /** (rows, H) for the cell's own use. */
  readonly scratch: number;
  /** The gradient of a product's operand, dgates · W_hh, put at `out` (rows, H) or added to what stands there. */
  multiplyBack(product: number, out: number, mode: 'put' | 'add'): void;
}

/** The candidate, what may enter the memory or become the state, has the form of a gate, but is none. */
export type GateName = 'update' | 'forget' | 'output' | 'relevance';

export interface Cell {
  /** Weights are (gateCount · H, ·). */
  readonly gateCount: number;
  /** (gateCount) what each block of H columns holds after forward. */
  readonly gateNames: readonly (GateName | 'candidate')[];
  /** Blocks of H element-wise weights. */
  readonly peepholeCount: number;
  /** (R, H) matrices kept from forward to backward. */
  readonly keptCount: number;
  /** Whether the first of them is a second state, handed on from step to step. */
  readonly hasMemory: boolean;
  readonly products: readonly RecurrentProduct[];
  /** @param gateBias of the gate that decides between the old memory and the new */
  initialBias(gate: number, gateBias: number): number;
  forward(step: CellStep): void;
  backward(step: CellStepBackward): void;
}
