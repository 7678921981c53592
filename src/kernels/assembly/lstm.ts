// The element-wise half of an LSTM step, after the matrix products, for `rows` sentences. i is the
// update gate (input gate in the papers), f the forget gate, g the candidate, o the output gate; c
// is the cell state, h the hidden state.
import { multiplyAdd, read, write } from './lanes';
import { sigmoid, tanh } from './sigmoid';

/**
 *   i, f, o = σ(gates)    g = tanh(gates)    c′ = f ∘ c + i ∘ g    h′ = o ∘ tanh c′
 *
 * gates (rows, 4H) in the order i f g o, overwritten by the activations; cellPrevious (rows, H)
 * holds c; cell, tanhCell (rows, H) = c′, tanh c′; hidden (rows, H) = h′ in rows of `hiddenStride`
 * floats. `cell` may be `cellPrevious`; nothing else overlaps.
 */
export function lstmForward(
  rows: i32,
  H: i32,
  gates: usize,
  cellPrevious: usize,
  cell: usize,
  tanhCell: usize,
  hidden: usize,
  hiddenStride: i32,
): void {
  const gateBytes = <usize>H << 2;
  for (let r = 0; r < rows; r++) {
    sigmoid(2 * H, gates, gates);
    tanh(H, gates + 2 * gateBytes, gates + 2 * gateBytes);
    sigmoid(H, gates + 3 * gateBytes, gates + 3 * gateBytes);
    for (let j = 0; j < H; j += 4) {
      const count = H - j;
      const at = <usize>j << 2;
      const kept = f32x4.mul(read(gates + gateBytes + at, count), read(cellPrevious + at, count));
      const updated = read(gates + 2 * gateBytes + at, count);
      write(cell + at, multiplyAdd(read(gates + at, count), updated, kept), count);
    }
    tanh(H, cell, tanhCell);
    for (let j = 0; j < H; j += 4) {
      const count = H - j;
      const at = <usize>j << 2;
      const output = read(gates + 3 * gateBytes + at, count);
      write(hidden + at, f32x4.mul(output, read(tanhCell + at, count)), count);
    }
    gates += 4 * gateBytes;
    cellPrevious += gateBytes;
    cell += gateBytes;
    tanhCell += gateBytes;
    hidden += <usize>hiddenStride << 2;
  }
}

/**
 * The gradients of one step, with dh the gradient of h′ and dc that of c′:
 *
 *   dc += dh ∘ o ∘ (1 - tanh² c′)        through h′ = o ∘ tanh c′
 *   do = dh ∘ tanh c′ ∘ o ∘ (1 - o)      σ′ = σ (1 - σ)
 *   df = dc ∘ c ∘ f ∘ (1 - f)            c is the cell state before the step
 *   di = dc ∘ g ∘ i ∘ (1 - i)
 *   dg = dc ∘ i ∘ (1 - g²)               tanh′ = 1 - tanh²
 *   dc ← dc ∘ f                          the gradient of c
 *
 * gates (rows, 4H): activations, overwritten by the gradients of the pre-activations; tanhCell,
 * cellPrevious, dHidden (rows, H) are only read; dCell (rows, H) holds dc and is overwritten by the
 * gradient of c. Nothing overlaps.
 */
export function lstmBackward(
  rows: i32,
  H: i32,
  gates: usize,
  tanhCell: usize,
  cellPrevious: usize,
  dHidden: usize,
  dCell: usize,
): void {
  const gateBytes = <usize>H << 2;
  const one = f32x4.splat(1);
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < H; j += 4) {
      const count = H - j;
      const at = <usize>j << 2;
      const pi = gates + at;
      const pf = pi + gateBytes;
      const pg = pf + gateBytes;
      const po = pg + gateBytes;
      const i = read(pi, count);
      const f = read(pf, count);
      const g = read(pg, count);
      const o = read(po, count);
      const tanhC = read(tanhCell + at, count);
      const dh = read(dHidden + at, count);
      const slope = f32x4.mul(o, f32x4.sub(one, f32x4.mul(tanhC, tanhC)));
      const dc = multiplyAdd(dh, slope, read(dCell + at, count));
      const di = f32x4.mul(f32x4.mul(dc, g), f32x4.mul(i, f32x4.sub(one, i)));
      const df = f32x4.mul(
        f32x4.mul(dc, read(cellPrevious + at, count)),
        f32x4.mul(f, f32x4.sub(one, f)),
      );
      write(pi, di, count);
      write(pf, df, count);
      write(pg, f32x4.mul(f32x4.mul(dc, i), f32x4.sub(one, f32x4.mul(g, g))), count);
      write(po, f32x4.mul(f32x4.mul(dh, tanhC), f32x4.mul(o, f32x4.sub(one, o))), count);
      write(dCell + at, f32x4.mul(dc, f), count);
    }
    gates += 4 * gateBytes;
    tanhCell += gateBytes;
    cellPrevious += gateBytes;
    dHidden += gateBytes;
    dCell += gateBytes;
  }
}
