// The plain recurrent network (Elman 1990).
//
//   a′ = tanh(W_a[a, x] + b_a)

import type { NamedArrays } from '../named-arrays.js';
import { tanh } from '../vector.js';
import type { CellStep, State } from './cell.js';
import { preActivations } from './pre-activations.js';

/**
 * One step. Backward is the chain rule through one tanh, tanh′ = 1 - tanh²:
 *
 *   dz = da′ ∘ (1 - a′²)
 *
 * @param input (E)
 * @param state [a] of the token before, (H)
 * @param parameters weightIh (H, E), weightHh (H, H), bias (H)
 */
export function rnn(input: Float64Array, [activation]: State, parameters: NamedArrays): CellStep {
  const affine = preActivations(input, activation, parameters);
  const after = tanh(affine.z);

  return {
    state: [after],
    backward: ([dAfter]) => {
      const { dX, dA, dParameters } = affine.backward(
        dAfter.map((d, k) => d * (1 - after[k] * after[k])),
      );
      return { dInput: dX, dState: [dA], dParameters };
    },
  };
}
