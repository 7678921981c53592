// One sentence through one recurrent cell, in one direction: the walk along the tokens, of which
// the cell is one step.
import type { Cell, CellStep, State } from './cells/cell.js';
import { addNamed, addTo, type NamedArrays, zerosLike } from './named-arrays.js';

export type Direction = 'forward' | 'reverse';

export interface RecurrenceOptions {
  readonly cell: Cell;
  readonly parameters: NamedArrays;
  readonly initialState: State;
  /** `reverse` begins at the last token; the outputs stay in the order of the tokens. */
  readonly direction: Direction;
}

/**
 *   state⟨t⟩ = cell(x⟨t⟩, state⟨t-1⟩)    output⟨t⟩ = the hidden state in state⟨t⟩
 *
 * @param inputs (T, E)
 * @returns outputs (T, H), and the state after the token walked last
 */
export function recurrence(inputs: Float64Array, options: RecurrenceOptions) {
  const { cell, parameters, initialState, direction } = options;
  const E = parameters.weightIh.length / parameters.bias.length;
  const H = initialState[0].length;
  const T = inputs.length / E;
  const walk = Array.from({ length: T }, (_, n) => (direction === 'forward' ? n : T - 1 - n));

  const outputs = new Float64Array(T * H);
  const steps: CellStep[] = [];
  let state = initialState;
  for (const t of walk) {
    steps[t] = cell(inputs.subarray(t * E, (t + 1) * E), state, parameters);
    state = steps[t].state;
    outputs.set(state[0], t * H);
  }

  // The hidden state of a token is read twice, by the layer above and by the next step, so its
  // gradient is the sum of both. The parameters are read at every token, so their gradient is the
  // sum over t.
  const backward = (dOutputs: Float64Array, dFinalState: State = state.map(zeros)) => {
    const dInputs = new Float64Array(inputs.length);
    const dParameters = zerosLike(parameters);
    let dState: State = dFinalState.map((array) => array.slice());
    for (const t of walk.toReversed()) {
      addTo(dState[0], dOutputs.subarray(t * H, (t + 1) * H));
      const gradients = steps[t].backward(dState);
      dInputs.set(gradients.dInput, t * E);
      addNamed(dParameters, gradients.dParameters);
      dState = gradients.dState;
    }
    return { dInputs, dParameters, dInitialState: dState };
  };

  return { outputs, finalState: state, backward };
}

function zeros(array: Float64Array): Float64Array {
  return new Float64Array(array.length);
}
