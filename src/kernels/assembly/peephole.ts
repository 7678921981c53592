// The LSTM's peepholes (Gers & Schmidhuber 2000): each element of a gate also sees its own element
// of the cell state c. All three gates see the cell state before the step; in the paper the output
// gate sees the one after it.
import { multiplyAdd, read, write } from './lanes';

/**
 *   i += p_i ∘ c    f += p_f ∘ c    o += p_o ∘ c
 *
 * gates (rows, 4H) pre-activations in the order i f g o; cellPrevious (rows, H) holds c; peephole
 * (3H) in the order i f o. Nothing overlaps.
 */
export function peepholeForward(
  rows: i32,
  H: i32,
  gates: usize,
  cellPrevious: usize,
  peephole: usize,
): void {
  const block = <usize>H << 2;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < H; j += 4) {
      const at = <usize>j << 2;
      const count = H - j;
      const c = read(cellPrevious + at, count);
      addScaled(c, read(peephole + at, count), gates + at, count);
      addScaled(c, read(peephole + block + at, count), gates + block + at, count);
      addScaled(c, read(peephole + 2 * block + at, count), gates + 3 * block + at, count);
    }
    gates += 4 * block;
    cellPrevious += block;
  }
}

/**
 *   dc += p_i ∘ di + p_f ∘ df + p_o ∘ do      dp_i += di ∘ c    dp_f += df ∘ c    dp_o += do ∘ c
 *
 * gates (rows, 4H) hold the gradients of the pre-activations, and are only read; dCell (rows, H)
 * holds the gradient of c so far; dPeephole (3H). Nothing overlaps.
 */
export function peepholeBackward(
  rows: i32,
  H: i32,
  gates: usize,
  cellPrevious: usize,
  peephole: usize,
  dCell: usize,
  dPeephole: usize,
): void {
  const block = <usize>H << 2;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < H; j += 4) {
      const at = <usize>j << 2;
      const count = H - j;
      const c = read(cellPrevious + at, count);
      const di = read(gates + at, count);
      const df = read(gates + block + at, count);
      const dO = read(gates + 3 * block + at, count);
      addScaled(di, read(peephole + at, count), dCell + at, count);
      addScaled(df, read(peephole + block + at, count), dCell + at, count);
      addScaled(dO, read(peephole + 2 * block + at, count), dCell + at, count);
      addScaled(di, c, dPeephole + at, count);
      addScaled(df, c, dPeephole + block + at, count);
      addScaled(dO, c, dPeephole + 2 * block + at, count);
    }
    gates += 4 * block;
    cellPrevious += block;
    dCell += block;
  }
}

// @ts-ignore: decorator
@inline
function addScaled(a: v128, b: v128, out: usize, count: i32): void {
  write(out, multiplyAdd(a, b, read(out, count)), count);
}
