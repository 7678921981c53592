// The gated recurrent unit with the update gate alone: gru.ts with its relevance gate always open.
//
//   Γu = σ(W_u[h, x] + b_u)    c̃ = tanh(W_c[h, x] + b_c)    h′ = Γu ∘ c̃ + (1 - Γu) ∘ h
import type { NamedArrays } from '../named-arrays.js';
import { sigmoid, tanh } from '../vector.js';
import type { CellStep, State } from './cell.js';
import { preActivations } from './pre-activations.js';

/**
 * One step. Backward is the chain rule through the equations above, from the last to the first; h
 * is read by the sum and, through z, by both gates:
 *
 *   h′ = Γu ∘ (c̃ - h) + h    dΓu = dh′ ∘ (c̃ - h)          dc̃ = dh′ ∘ Γu
 *   σ′ = σ(1 - σ)            dz_u = dΓu ∘ Γu ∘ (1 - Γu)    dz_c = dc̃ ∘ (1 - c̃²)
 *   z = W[h, x] + b          dh = dh′ ∘ (1 - Γu) + W_hhᵀ dz
 *
 * @param input (E)
 * @param state [h] of the token before, (H)
 * @param parameters weightIh (2H, E), weightHh (2H, H), bias (2H), rows in the order u c
 */
export function gruSimple(input: Float64Array, [hidden]: State, parameters: NamedArrays): CellStep {
  const H = hidden.length;
  const affine = preActivations(input, hidden, parameters);
  const update = sigmoid(affine.z.subarray(0, H));
  const candidate = tanh(affine.z.subarray(H));
  const after = hidden.map((h, k) => update[k] * candidate[k] + (1 - update[k]) * h);

  return {
    state: [after],
    backward: ([dAfter]) => {
      const dZ = new Float64Array(2 * H);
      for (let k = 0; k < H; k++) {
        const dUpdate = dAfter[k] * (candidate[k] - hidden[k]);
        const dCandidate = dAfter[k] * update[k];
        dZ[k] = dUpdate * update[k] * (1 - update[k]);
        dZ[H + k] = dCandidate * (1 - candidate[k] * candidate[k]);
      }
      const { dX, dH, dParameters } = affine.backward(dZ);
      const dHidden = dH.map((d, k) => d + dAfter[k] * (1 - update[k]));
      return { dInput: dX, dState: [dHidden], dParameters };
    },
  };
}
