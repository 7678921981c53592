// Two directions over the same input, their hidden states side by side (Schuster & Paliwal 1997).
import {
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  zeroMatrix,
} from '../tensors/matrix.js';
import type { Steps } from './layer.js';
import { type Cell, type DirectionParameters, directionForward, type States } from './recurrent.js';

export interface BidirectionalParameters {
  readonly forward: DirectionParameters;
  readonly reverse: DirectionParameters;
}

export interface BidirectionalInput {
  readonly steps: Steps;
  /** (R, E) */
  readonly x: Matrix;
  readonly H: number;
  /** Zero if absent. */
  readonly initial?: InitialStates;
}

export interface InitialStates {
  readonly forward: States;
  readonly reverse: States;
}

export interface BidirectionalForward {
  /** (R, 2H): forward, then reverse. */
  readonly output: Matrix;
  /** dX is absent if the gradient of the input is not wanted, dInitial if no initial states were given. */
  backward(
    dOutput: Matrix,
    wantsInputGradient: boolean,
  ): { readonly dX?: Matrix; readonly dInitial?: InitialStates };
}

export function bidirectionalForward(
  engine: Engine,
  cell: Cell,
  parameters: BidirectionalParameters,
  { steps, x, H, initial }: BidirectionalInput,
): BidirectionalForward {
  const output = allocateMatrix(engine, steps.R, 2 * H);
  const run = (direction: 'forward' | 'reverse') =>
    directionForward(
      engine,
      cell,
      parameters[direction],
      { steps, x, isReverse: direction === 'reverse', initial: initial?.[direction] },
      half(output, direction),
    );
  const forward = run('forward');
  const reverse = run('reverse');
  return {
    output,
    backward: (dOutput, wantsInputGradient) => {
      const dX = wantsInputGradient ? zeroMatrix(engine, x.rows, x.columns) : undefined;
      const dForward = forward.backward(half(dOutput, 'forward'), dX);
      const dReverse = reverse.backward(half(dOutput, 'reverse'), dX);
      return { dX, dInitial: dForward && dReverse && { forward: dForward, reverse: dReverse } };
    },
  };
}

function half(joined: Matrix, direction: 'forward' | 'reverse'): Matrix {
  const H = joined.columns / 2;
  return columnsOf(joined, direction === 'forward' ? 0 : H, H);
}
