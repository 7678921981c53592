// The plain recurrent cell (Elman 1990).
//
//   h′ = tanh(W_h[h, x] + b)
import type { NamedArrays } from '../named-arrays.js';
import { tanh } from '../vector.js';
import type { CellStep, State } from './cell.js';
import { preActivations } from './pre-activations.js';

/**
 * One step. Backward is the chain rule through one tanh, tanh′ = 1 - tanh²:
 *
 *   dz = dh′ ∘ (1 - h′²)
 *
 * @param input (E)
 * @param state [h] of the token before, (H)
 * @param parameters weightIh (H, E), weightHh (H, H), bias (H)
 */
export function rnn(input: Float64Array, [hidden]: State, parameters: NamedArrays): CellStep {
  const affine = preActivations(input, hidden, parameters);
  const after = tanh(affine.z);

  return {
    state: [after],
    backward: ([dAfter]) => {
      const { dX, dH, dParameters } = affine.backward(
        dAfter.map((d, k) => d * (1 - after[k] * after[k])),
      );
      return { dInput: dX, dState: [dH], dParameters };
    },
  };
}
