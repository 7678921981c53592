// The peepholes alone: what an LSTM's gates see of the cell state (Gers & Schmidhuber 2000).

// The blocks of z that the three peepholes look into: the third, the candidate's, has none.
const blocks = [0, 1, 3];

/**
 *   z_i += p_i ∘ c    z_f += p_f ∘ c    z_o += p_o ∘ c
 *
 * @param z (rows, 4H) in the order i f g o
 * @param cell (rows, H) c
 * @param peephole (3H) in the order i f o
 * @returns z afterwards
 */
export function peepholes(z: Float64Array, cell: Float64Array, peephole: Float64Array) {
  const seen = z.slice();
  forEachPeephole(cell, peephole, (at, p, k) => {
    seen[at] += peephole[p] * cell[k];
  });
  return seen;
}

/**
 *   dp = Σ over the rows of dz ∘ c    dc = Σ over the gates of dz ∘ p
 *
 * @returns dPeephole (3H), dCell (rows, H)
 */
export function peepholesBackward(dZ: Float64Array, cell: Float64Array, peephole: Float64Array) {
  const dPeephole = new Float64Array(peephole.length);
  const dCell = new Float64Array(cell.length);
  forEachPeephole(cell, peephole, (at, p, k) => {
    dPeephole[p] += dZ[at] * cell[k];
    dCell[k] += dZ[at] * peephole[p];
  });
  return { dPeephole, dCell };
}

/** Places in z, in the peepholes and in the cell state. */
function forEachPeephole(
  cell: Float64Array,
  peephole: Float64Array,
  visit: (at: number, p: number, k: number) => void,
): void {
  const H = peephole.length / 3;
  for (let k = 0; k < cell.length; k++) {
    const row = Math.floor(k / H);
    const unit = k % H;
    for (const [p, block] of blocks.entries()) {
      visit((row * 4 + block) * H + unit, p * H + unit, k);
    }
  }
}
