// Long short-term memory (Hochreiter & Schmidhuber 1997; forget gate, Gers et al. 2000).
//
//   Γu, Γf, Γo = σ(W[h, x] + b)    c̃ = tanh(W_c[h, x] + b_c)    c′ = Γu ∘ c̃ + Γf ∘ c    h′ = Γo ∘ tanh c′
import { lstmGates, lstmGatesBackward } from '../lstm-gates.js';
import type { NamedArrays } from '../named-arrays.js';
import type { CellStep, State } from './cell.js';
import { preActivations } from './pre-activations.js';

/**
 * One LSTM step.
 *
 * @param input (E)
 * @param state [h, c] of the token before, (H) each
 * @param parameters weightIh (4H, E), weightHh (4H, H), bias (4H), rows in the order i f g o
 */
export function lstm(input: Float64Array, state: State, parameters: NamedArrays): CellStep {
  const [hidden, cell] = state;
  const affine = preActivations(input, hidden, parameters);
  const step = lstmGates(affine.z, cell, cell.length);

  return {
    state: [step.hidden, step.cell],
    backward: ([dHidden, dCellAfter]) => {
      const { dPreActivations, dCell } = lstmGatesBackward({
        gates: step.gates,
        cellBefore: cell,
        cellAfter: step.cell,
        dHidden,
        dCellAfter,
        H: cell.length,
      });
      const { dX, dH, dParameters } = affine.backward(dPreActivations);
      return { dInput: dX, dState: [dH, dCell], dParameters };
    },
  };
}
