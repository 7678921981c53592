// The peepholes by themselves: what an LSTM's gates see of the memory (Gers & Schmidhuber 2000).

// The blocks of z that the three peepholes look into: the third, the candidate's, has none.
const blocks = [0, 1, 3];

/**
 *   z_i += p_i ∘ c    z_f += p_f ∘ c    z_o += p_o ∘ c
 *
 * @param z (rows, 4H) in the order i f g o
 * @param memory (rows, H) c
 * @param peephole (3H) in the order i f o
 * @returns z afterwards
 */
export function peepholes(z: Float64Array, memory: Float64Array, peephole: Float64Array) {
  const seen = z.slice();
  forEachPeephole(memory, peephole, (at, p, k) => {
    seen[at] += peephole[p] * memory[k];
  });
  return seen;
}

/**
 *   dp = Σ over the rows of dz ∘ c    dc = Σ over the gates of dz ∘ p
 *
 * @returns dPeephole (3H), dMemory (rows, H)
 */
export function peepholesBackward(dZ: Float64Array, memory: Float64Array, peephole: Float64Array) {
  const dPeephole = new Float64Array(peephole.length);
  const dMemory = new Float64Array(memory.length);
  forEachPeephole(memory, peephole, (at, p, k) => {
    dPeephole[p] += dZ[at] * memory[k];
    dMemory[k] += dZ[at] * peephole[p];
  });
  return { dPeephole, dMemory };
}

/** Places in z, in the peepholes and in the memory. */
function forEachPeephole(
  memory: Float64Array,
  peephole: Float64Array,
  visit: (at: number, p: number, k: number) => void,
): void {
  const H = peephole.length / 3;
  for (let k = 0; k < memory.length; k++) {
    const row = Math.floor(k / H);
    const unit = k % H;
    for (const [p, block] of blocks.entries()) {
      visit((row * 4 + block) * H + unit, p * H + unit, k);
    }
  }
}
