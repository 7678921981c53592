// What every recurrent cell is here: one step of one sentence, and its backward. The walk along the sentence,
// its direction and the sums over time are recurrence.ts, the same for all cells.

import type { NamedArrays } from '../named-arrays.js';

/**
 * What a cell hands from token to token: (H) each, the activation first.
 *
 * The LSTMs' is [a, c]; the plain network's is [a], and the GRUs' [c], their memory being their activation.
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
