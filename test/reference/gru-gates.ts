// The element-wise parts of the gated recurrent units, before and after the candidate's product.
import { sigmoid } from './sigmoid.js';

/**
 *   Γr, Γu = σ(z)    s = Γr ∘ h
 *
 * @param z (rows, 2H) pre-activations, each row in the order r u
 * @param hidden (rows, H) h, before the step
 * @returns gates (rows, 2H) the activations; relevant (rows, H) s, the part of h that the candidate
 *   sees
 */
export function gruGates(z: ArrayLike<number>, hidden: ArrayLike<number>, H: number) {
  const gates = Float64Array.from(z, sigmoid);
  const relevant = Float64Array.from(hidden, (h, k) => gates[rowOf(k, H) * 2 * H + (k % H)] * h);
  return { gates, relevant };
}

/**
 * The chain rule through s = Γr ∘ h:
 *
 *   dΓr = ds ∘ h    dz_r = dΓr ∘ Γr(1 - Γr)    dh = ds ∘ Γr
 *
 * @param relevance (rows, H) Γr
 * @returns dRelevance (rows, H) dz_r; dHidden (rows, H) dh
 */
export function gruGatesBackward(
  relevance: Float64Array,
  hidden: Float64Array,
  dRelevant: Float64Array,
) {
  return {
    dRelevance: relevance.map((r, k) => dRelevant[k] * hidden[k] * r * (1 - r)),
    dHidden: relevance.map((r, k) => dRelevant[k] * r),
  };
}

/**
 *   c̃ = tanh(z_c)    h′ = Γu ∘ c̃ + (1 - Γu) ∘ h
 *
 * @param update (rows, H) Γu; z (rows, H) z_c; hidden (rows, H) h
 */
export function gruState(update: Float64Array, z: Float64Array, hidden: Float64Array) {
  const candidate = z.map(Math.tanh);
  return { candidate, after: hidden.map((h, k) => update[k] * candidate[k] + (1 - update[k]) * h) };
}

/**
 * The chain rule through the equations of gruState:
 *
 *   dz_u = dh′ ∘ (c̃ - h) ∘ Γu(1 - Γu)    dz_c = dh′ ∘ Γu ∘ (1 - c̃²)    dh = dh′ ∘ (1 - Γu)
 */
export function gruStateBackward(
  { update, candidate, hidden }: Readonly<Record<'update' | 'candidate' | 'hidden', Float64Array>>,
  dAfter: Float64Array,
) {
  return {
    dUpdate: update.map((u, k) => dAfter[k] * (candidate[k] - hidden[k]) * u * (1 - u)),
    dCandidate: candidate.map((c, k) => dAfter[k] * update[k] * (1 - c * c)),
    dHidden: update.map((u, k) => dAfter[k] * (1 - u)),
  };
}

const rowOf = (element: number, H: number) => Math.floor(element / H);
