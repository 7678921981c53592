// Convolution over rows of numbers, in two halves: the largest answer of each filter over the
// places of a word, and the way back from it.

/** The places of a word: `count` rows from `first` on. */
export interface Places {
  readonly first: number;
  readonly count: number;
}

/**
 *   out[w, f] = max of x[r, f] over the places r of word w    best[w, f] = the first r that has it
 *
 * @param x (rows, F)
 * @param words at least one place each
 */
export function maximumOfRows(x: ArrayLike<number>, F: number, words: readonly Places[]) {
  const out = new Float64Array(words.length * F);
  const best = new Int32Array(words.length * F);
  for (const [w, { first, count }] of words.entries()) {
    for (let f = 0; f < F; f++) {
      let place = first;
      for (let r = first + 1; r < first + count; r++) {
        if (x[r * F + f] > x[place * F + f]) place = r;
      }
      best[w * F + f] = place;
      out[w * F + f] = x[place * F + f];
    }
  }
  return { out, best };
}

/**
 * Back through y[p, f] = W[f] · window(p) + b[f] from the places best[w, f], where window(p) is
 * x[pD] to x[pD + K - 1].
 *
 *   db[f] = Σ_w g    dW[f] = Σ_w g window(p)    dx[window(p)] = Σ_w Σ_f g W[f]    g = dOut[w, f], p = best[w, f]
 *
 * @param dOut (words, F)
 * @param best (words, F)
 * @param W (F, K)
 */
export function convolutionBackward(
  { x, W, dOut, best }: Readonly<Record<'x' | 'W' | 'dOut' | 'best', ArrayLike<number>>>,
  { F, K, D }: { readonly F: number; readonly K: number; readonly D: number },
) {
  const dx = new Float64Array(x.length);
  const dW = new Float64Array(F * K);
  const db = new Float64Array(F);
  for (let n = 0; n < dOut.length; n++) {
    const f = n % F;
    db[f] += dOut[n];
    for (let k = 0; k < K; k++) {
      dW[f * K + k] += dOut[n] * x[best[n] * D + k];
      dx[best[n] * D + k] += dOut[n] * W[f * K + k];
    }
  }
  return { dW, db, dx };
}
