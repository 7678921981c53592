// A recurrent layer in one direction or in both, with their outputs side by side (Schuster &
// Paliwal 1997).
import {
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  zeroMatrix,
} from '../tensors/matrix.js';
import { prepareStateProduct } from '../tensors/prepared-product.js';
import type { Pending } from '../tensors/sharing.js';
import { type DirectionParameters, directionForward } from './direction.js';
import type { Forward, Steps, WordsInput } from './layer.js';
import { hiddenWidth, type InitialStates, prepareRecurrence } from './recurrence.js';
import { type ProjectedRows, recurrenceOutput } from './recurrence-output.js';

/** A layer has the first of them, or both. */
export const directions = ['forward', 'reverse'] as const;

/** By direction, in the order above. */
export type BidirectionalParameters = readonly DirectionParameters[];

export interface BidirectionalInput extends WordsInput {
  readonly steps: Steps;
  /** By direction; zero, if absent. */
  readonly initial?: readonly InitialStates[];
  /**
   * Only for a layer of both directions without initial states, whose gates and traces are not
   * read.
   */
  readonly startReverse?: StartReverse;
}

/**
 * Starts the reverse direction of a layer on another thread, which writes its hidden states to
 * `output`.
 */
export type StartReverse = (
  parameters: DirectionParameters,
  steps: Steps,
  input: WordsInput,
  output: Matrix,
) => ReverseRun;

/** The reverse direction on another thread. */
export interface ReverseRun extends Pending {
  /**
   * Starts the way back. The gradient of the input is written to dX, not added: the other thread
   * has it to itself.
   */
  backward(dOutput: Matrix, dX: Matrix): Pending;
}

export interface BidirectionalForward extends Forward {
  /** (R, G) by direction, as in DirectionForward. */
  readonly gates: readonly Matrix[];
  /** In place of backward: the gradients (R, H) of the hidden states, by direction. */
  trace(dOutput: Matrix): Matrix[];
}

/** The output is (R, directions · H). */
export function bidirectionalForward(
  engine: Engine,
  layer: BidirectionalParameters,
  { steps, initial, startReverse, ...words }: BidirectionalInput,
): BidirectionalForward {
  const { x } = words;
  const H = hiddenWidth(layer[0]);
  const part = (joined: Matrix, index: number) => columnsOf(joined, index * H, H);
  const output = allocateMatrix(engine, steps.R, layer.length * H);
  const reverse = startReverse?.(layer[1], steps, words, part(output, 1));
  const here = reverse ? layer.slice(0, 1) : layer;
  const runs = here.map((parameters, index) => {
    const isReverse = directions[index] === 'reverse';
    const input = { ...words, steps, isReverse, initial: initial?.[index] };
    return directionForward(engine, parameters, input, part(output, index));
  });
  reverse?.wait();
  return {
    output,
    gates: runs.map(({ gates }) => gates),
    backward: (dOutput) => {
      const dX = zeroMatrix(engine, x.rows, x.columns);
      const finish = reverse && startBackward(engine, reverse, part(dOutput, 1), dX);
      runs.forEach((run, index) => {
        run.backward(part(dOutput, index), dX);
      });
      finish?.();
      return dX;
    },
    trace: (dOutput) => runs.map((run, index) => run.trace(part(dOutput, index))),
  };
}

/** Returns a function that waits for the other thread and adds its gradient to dX. */
function startBackward(
  engine: Engine,
  reverse: ReverseRun,
  dOutput: Matrix,
  dX: Matrix,
): () => void {
  const own = allocateMatrix(engine, dX.rows, dX.columns);
  const pending = reverse.backward(dOutput, own);
  return () => {
    pending.wait();
    // The same sum, in the same order, as when this thread does both directions.
    engine.kernels.axpy(dX.rows * dX.columns, 1, own.address, dX.address);
  };
}

/** Prepares the output alone, of projections of the input by direction. */
export function prepareBidirectional(
  engine: Engine,
  layer: BidirectionalParameters,
): (steps: Steps, projected: readonly ProjectedRows[]) => Matrix {
  const H = hiddenWidth(layer[0]);
  const products = layer.map((parameters) =>
    prepareRecurrence(engine, parameters, prepareStateProduct),
  );
  return (steps, projected) => {
    const output = allocateMatrix(engine, steps.R, layer.length * H);
    layer.forEach((parameters, index) => {
      const isReverse = directions[index] === 'reverse';
      const input = { steps, isReverse, projected: projected[index], products: products[index] };
      recurrenceOutput(engine, parameters, input, columnsOf(output, index * H, H));
    });
    return output;
  };
}
