// The gated recurrent unit (Cho et al. 2014; Chung et al. 2014).
//
//   Γr, Γu = σ(W[h, x] + b)    c̃ = tanh(W_c[Γr ∘ h, x] + b_c)    h′ = Γu ∘ c̃ + (1 - Γu) ∘ h
//
// The relevance gate (reset gate) is applied before the product with W_c; PyTorch's GRU applies it
// after. 1 - Γu keeps the old state as in Chung et al.; Cho et al. and PyTorch keep it by z, which
// is 1 - Γu here.
import type { NamedArrays } from '../named-arrays.js';
import { sigmoid, tanh } from '../vector.js';
import type { CellStep, State } from './cell.js';
import { gateBlocks, stackBlocks } from './gate-blocks.js';
import { preActivations } from './pre-activations.js';

/**
 * One step. Backward is the chain rule through the equations above, from the last to the first.
 * With s = Γr ∘ h, the part of h that the candidate sees, h is read by the sum, by s, and by both
 * gates; x by the gates and the candidate:
 *
 *   h′ = Γu ∘ (c̃ - h) + h    dΓu = dh′ ∘ (c̃ - h)          dc̃ = dh′ ∘ Γu
 *   c̃ = tanh z_c             dz_c = dc̃ ∘ (1 - c̃²)         ds = W_hh,cᵀ dz_c
 *   s = Γr ∘ h               dΓr = ds ∘ h
 *   σ′ = σ(1 - σ)            dz_r = dΓr ∘ Γr ∘ (1 - Γr)    dz_u = dΓu ∘ Γu ∘ (1 - Γu)
 *   in all                   dh = dh′ ∘ (1 - Γu) + ds ∘ Γr + W_hh,rᵀ dz_r + W_hh,uᵀ dz_u
 *
 * @param input (E)
 * @param state [h] of the token before, (H)
 * @param parameters weightIh (3H, E), weightHh (3H, H), bias (3H), rows in the order r u c
 */
export function gru(input: Float64Array, [hidden]: State, parameters: NamedArrays): CellStep {
  const H = hidden.length;
  const gates = preActivations(input, hidden, gateBlocks(parameters, 0, 2, 3));
  const relevance = sigmoid(gates.z.subarray(0, H));
  const update = sigmoid(gates.z.subarray(H));
  const seen = hidden.map((h, k) => relevance[k] * h);
  const proposal = preActivations(input, seen, gateBlocks(parameters, 2, 3, 3));
  const candidate = tanh(proposal.z);
  const after = hidden.map((h, k) => update[k] * candidate[k] + (1 - update[k]) * h);

  return {
    state: [after],
    backward: ([dAfter]) => {
      const dCandidate = dAfter.map((d, k) => d * update[k]);
      const below = proposal.backward(dCandidate.map((d, k) => d * (1 - candidate[k] ** 2)));
      const dZ = new Float64Array(2 * H);
      for (let k = 0; k < H; k++) {
        const dRelevance = below.dH[k] * hidden[k];
        const dUpdate = dAfter[k] * (candidate[k] - hidden[k]);
        dZ[k] = dRelevance * relevance[k] * (1 - relevance[k]);
        dZ[H + k] = dUpdate * update[k] * (1 - update[k]);
      }
      const { dX, dH, dParameters } = gates.backward(dZ);
      const dHidden = dH.map(
        (d, k) => d + dAfter[k] * (1 - update[k]) + below.dH[k] * relevance[k],
      );
      return {
        dInput: dX.map((d, k) => d + below.dX[k]),
        dState: [dHidden],
        dParameters: stackBlocks(dParameters, below.dParameters),
      };
    },
  };
}
