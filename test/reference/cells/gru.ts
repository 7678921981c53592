// The gated recurrent unit (Cho et al. 2014; Chung et al. 2014).
//
//   Γr, Γu = σ(W[c, x] + b)    c̃ = tanh(W_c[Γr ∘ c, x] + b_c)    c′ = Γu ∘ c̃ + (1 - Γu) ∘ c    a′ = c′
//
// The relevance gate is applied before the product with W_c, where PyTorch's GRU applies it after. 1 - Γu keeps the old
// memory as in Chung et al.; Cho et al. and PyTorch keep it by z, which is 1 - Γu here.

import type { NamedArrays } from '../named-arrays.js';
import { sigmoid, tanh } from '../vector.js';
import type { CellStep, State } from './cell.js';
import { gateBlocks, stackBlocks } from './gate-blocks.js';
import { preActivations } from './pre-activations.js';

/**
 * One step. Backward is the chain rule through the equations above, from the last to the first. With s = Γr ∘ c, the
 * memory that the candidate sees, c is read by the sum, by s, and by both gates; x by the gates and the candidate:
 *
 *   c′ = Γu ∘ (c̃ - c) + c    dΓu = dc′ ∘ (c̃ - c)          dc̃ = dc′ ∘ Γu
 *   c̃ = tanh z_c             dz_c = dc̃ ∘ (1 - c̃²)         ds = W_hh,cᵀ dz_c
 *   s = Γr ∘ c               dΓr = ds ∘ c
 *   σ′ = σ(1 - σ)            dz_r = dΓr ∘ Γr ∘ (1 - Γr)    dz_u = dΓu ∘ Γu ∘ (1 - Γu)
 *   in all                   dc = dc′ ∘ (1 - Γu) + ds ∘ Γr + W_hh,rᵀ dz_r + W_hh,uᵀ dz_u
 *
 * @param input (E)
 * @param state [c] of the token before, (H)
 * @param parameters weightIh (3H, E), weightHh (3H, H), bias (3H), rows in the order r u c
 */
export function gru(input: Float64Array, [memory]: State, parameters: NamedArrays): CellStep {
  const H = memory.length;
  const gates = preActivations(input, memory, gateBlocks(parameters, 0, 2, 3));
  const relevance = sigmoid(gates.z.subarray(0, H));
  const update = sigmoid(gates.z.subarray(H));
  const seen = memory.map((c, k) => relevance[k] * c);
  const proposal = preActivations(input, seen, gateBlocks(parameters, 2, 3, 3));
  const candidate = tanh(proposal.z);
  const after = memory.map((c, k) => update[k] * candidate[k] + (1 - update[k]) * c);

  return {
    state: [after],
    backward: ([dAfter]) => {
      const dCandidate = dAfter.map((d, k) => d * update[k]);
      const below = proposal.backward(dCandidate.map((d, k) => d * (1 - candidate[k] ** 2)));
      const dZ = new Float64Array(2 * H);
      for (let k = 0; k < H; k++) {
        const dRelevance = below.dA[k] * memory[k];
        const dUpdate = dAfter[k] * (candidate[k] - memory[k]);
        dZ[k] = dRelevance * relevance[k] * (1 - relevance[k]);
        dZ[H + k] = dUpdate * update[k] * (1 - update[k]);
      }
      const { dX, dA, dParameters } = gates.backward(dZ);
      const dMemory = dA.map(
        (d, k) => d + dAfter[k] * (1 - update[k]) + below.dA[k] * relevance[k],
      );
      return {
        dInput: dX.map((d, k) => d + below.dX[k]),
        dState: [dMemory],
        dParameters: stackBlocks(dParameters, below.dParameters),
      };
    },
  };
}
