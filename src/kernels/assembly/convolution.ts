// Convolution over the characters of words, apart from its product: the largest answer of each
// filter over the places of a word, and the way back, which reaches only the place that had it.
//
// Characters stand one after the other, D floats each, so the window of `width` characters from
// place p on is the K = width · D floats from row p on: windows overlap in memory, and the product
// reads them without a copy.
import { multiplyAdd, read, write } from './lanes';

/**
 * out[w] = max of the rows first[w] .. first[w] + counts[w] - 1 of x (rows, F), filter by filter,
 * and best[w][f] the first row that has it. Every count is at least 1; first, counts (words) int32;
 * out (words, F), best (words, F) int32. Nothing overlaps.
 */
export function maximumOfRows(
  words: i32,
  F: i32,
  x: usize,
  first: usize,
  counts: usize,
  out: usize,
  best: usize,
): void {
  const rowBytes = <usize>F << 2;
  for (let w = 0; w < words; w++) {
    const begin = load<i32>(first);
    const end = begin + load<i32>(counts);
    for (let f = 0; f < F; f += 4) {
      const rest = F - f;
      const at = <usize>f << 2;
      let row = x + <usize>begin * rowBytes + at;
      let largest = read(row, rest);
      let place = i32x4.splat(begin);
      for (let r = begin + 1; r < end; r++) {
        row += rowBytes;
        const value = read(row, rest);
        const isLarger = f32x4.gt(value, largest);
        largest = v128.bitselect(value, largest, isLarger);
        place = v128.bitselect(i32x4.splat(r), place, isLarger);
      }
      write(out + at, largest, rest);
      write(best + at, place, rest);
    }
    first += 4;
    counts += 4;
    out += rowBytes;
    best += rowBytes;
  }
}

/**
 * Back through y[p] = W · window(p) + b at the places `best` (words, F), to the filters. For each
 * word and filter f, in this order, with g = dOut[w][f] and p = best[w][f]:
 *
 *   db[f] += g        dW[f] += g · window(p)
 *
 * dW (F, K); db (F); x in rows of D floats, where the window of row p is the K floats from there
 * on. A filter whose g is 0 is skipped. Nothing overlaps.
 */
export function convolutionFilterGradients(
  words: i32,
  F: i32,
  K: i32,
  D: i32,
  dOut: usize,
  best: usize,
  x: usize,
  dW: usize,
  db: usize,
): void {
  for (let w = 0; w < words; w++) {
    for (let f = 0; f < F; f++) {
      const g = load<f32>(dOut);
      const window = <usize>load<i32>(best) * <usize>D << 2;
      dOut += 4;
      best += 4;
      if (g == 0) continue;
      const filter = <usize>f << 2;
      store<f32>(db + filter, load<f32>(db + filter) + g);
      addMultiple(K, g, x + window, dW + filter * <usize>K);
    }
  }
}

/**
 * The same to the input: dx[window(p)] += g · W[f], for W (F, K) and dx in rows of D floats.
 * Nothing overlaps.
 */
export function convolutionInputGradient(
  words: i32,
  F: i32,
  K: i32,
  D: i32,
  dOut: usize,
  best: usize,
  W: usize,
  dx: usize,
): void {
  for (let w = 0; w < words; w++) {
    for (let f = 0; f < F; f++) {
      const g = load<f32>(dOut);
      const window = <usize>load<i32>(best) * <usize>D << 2;
      dOut += 4;
      best += 4;
      if (g == 0) continue;
      addMultiple(K, g, W + (<usize>f << 2) * <usize>K, dx + window);
    }
  }
}

/** out += g · x */
// @ts-ignore: decorator
@inline
function addMultiple(K: i32, g: f32, x: usize, out: usize): void {
  const factor = f32x4.splat(g);
  for (let k = 0; k < K; k += 4) {
    const rest = K - k;
    write(out, multiplyAdd(factor, read(x, rest), read(out, rest)), rest);
    x += 16;
    out += 16;
  }
}
