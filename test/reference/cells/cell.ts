// The contract of a recurrent cell: one step of one sentence, and its backward. The walk along the
// sentence, its direction and the sums over time are the same for all cells, in recurrence.ts.
import type { NamedArrays } from '../named-arrays.js';

/**
 * What a cell passes from token to token: (H) each, the hidden state first. [h, c] of the LSTMs,
 * [h] of the others.
 */
export type State = readonly Float64Array[];

export interface CellStep {
  readonly state: State;
  /** From the gradient of the state after the step to those of everything the step read. */
  readonly backward: (dState: State) => CellStepGradients;
}

export interface CellStepGradients {
  readonly dInput: Float64Array;
  readonly dState: State;
  /** Under the names of the parameters. */
  readonly dParameters: NamedArrays;
}

/**
 * One step.
 *
 * @param input (E) one token
 * @param state of the token before
 * @param parameters at least weightIh (gates·H, E) and bias (gates·H)
 */
export type Cell = (input: Float64Array, state: State, parameters: NamedArrays) => CellStep;
