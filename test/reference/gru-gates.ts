// What the gated recurrent units do element by element, on either side of the candidate's product.

import { sigmoid } from './sigmoid.js';

/**
 *   Γr, Γu = σ(z)    s = Γr ∘ c
 *
 * @param z (rows, 2H) pre-activations, each row in the order r u
 * @param memory (rows, H) c, before the step
 * @returns gates (rows, 2H) the activations; relevant (rows, H) s, the memory that the candidate sees
 */
export function gruGates(z: ArrayLike<number>, memory: ArrayLike<number>, H: number) {
  const gates = Float64Array.from(z, sigmoid);
  const relevant = Float64Array.from(memory, (c, k) => gates[rowOf(k, H) * 2 * H + (k % H)] * c);
  return { gates, relevant };
}

/**
 * The chain rule through s = Γr ∘ c:
 *
 *   dΓr = ds ∘ c    dz_r = dΓr ∘ Γr(1 - Γr)    dc = ds ∘ Γr
 *
 * @param relevance (rows, H) Γr
 * @returns dRelevance (rows, H) dz_r; dMemory (rows, H) dc
 */
export function gruGatesBackward(
  relevance: Float64Array,
  memory: Float64Array,
  dRelevant: Float64Array,
) {
  return {
    dRelevance: relevance.map((r, k) => dRelevant[k] * memory[k] * r * (1 - r)),
    dMemory: relevance.map((r, k) => dRelevant[k] * r),
  };
}

/**
 *   c̃ = tanh(z_c)    c′ = Γu ∘ c̃ + (1 - Γu) ∘ c
 *
 * @param update (rows, H) Γu; z (rows, H) z_c; memory (rows, H) c
 */
export function gruState(update: Float64Array, z: Float64Array, memory: Float64Array) {
  const candidate = z.map(Math.tanh);
  return { candidate, after: memory.map((c, k) => update[k] * candidate[k] + (1 - update[k]) * c) };
}

/**
 * The chain rule through the equations of gruState:
 *
 *   dz_u = dc′ ∘ (c̃ - c) ∘ Γu(1 - Γu)    dz_c = dc′ ∘ Γu ∘ (1 - c̃²)    dc = dc′ ∘ (1 - Γu)
 */
export function gruStateBackward(
  { update, candidate, memory }: Readonly<Record<'update' | 'candidate' | 'memory', Float64Array>>,
  dAfter: Float64Array,
) {
  return {
    dUpdate: update.map((u, k) => dAfter[k] * (candidate[k] - memory[k]) * u * (1 - u)),
    dCandidate: candidate.map((c, k) => dAfter[k] * update[k] * (1 - c * c)),
    dMemory: update.map((u, k) => dAfter[k] * (1 - u)),
  };
}

const rowOf = (element: number, H: number) => Math.floor(element / H);
