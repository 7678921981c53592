// One direction of a recurrent layer over a batch: the input's projection to the gates, and then the
// recurrence.
//
// A word that comes several times in a batch is projected once, and the gradients of its tokens are
// summed before they go back through the projection.
import type { Engine, Matrix } from '../tensors/matrix.js';
import { rowsAt, sumsAt } from '../tensors/rows.js';
import { type ProjectionParameters, projectionForward } from './input-projection.js';
import type { Steps, WordsInput } from './layer.js';
import { type InitialStates, type RecurrenceParameters, recurrenceForward } from './recurrence.js';

export interface DirectionParameters extends RecurrenceParameters, ProjectionParameters {}

export interface DirectionInput extends WordsInput {
  readonly steps: Steps;
  readonly isReverse: boolean;
  /** Zero, if absent. */
  readonly initial?: InitialStates;
}

export interface DirectionForward {
  /** (R, G) activations of the gates, until backward overwrites them. */
  readonly gates: Matrix;
  /** Adds the gradient of x to dX, of the shape of x, as in ProjectionForward. */
  backward(dOutput: Matrix, dX: Matrix): void;
  /** As in RecurrenceForward. */
  trace(dOutput: Matrix): Matrix;
}

/** Runs a cell over all steps and writes its hidden states to `output` (R, H). */
export function directionForward(
  engine: Engine,
  parameters: DirectionParameters,
  { rowOfToken, steps, isReverse, initial, ...input }: DirectionInput,
  output: Matrix,
): DirectionForward {
  const projection = projectionForward(engine, parameters, input);
  const projected = projection.output;
  const gates = rowOfToken ? rowsAt(engine, projected, rowOfToken, steps.R) : projected;
  const recurrence = recurrenceForward(
    engine,
    parameters,
    { steps, isReverse, initial, gates },
    output,
  );
  return {
    gates,
    backward: (dOutput, dX) => {
      const dTokens = recurrence.backward(dOutput);
      const dGates = rowOfToken ? sumsAt(engine, dTokens, rowOfToken, input.x.rows) : dTokens;
      projection.backward(dGates, dX);
    },
    trace: recurrence.trace,
  };
}
