// The element-wise parts of the gated recurrent units, between the matrix products. h is the hidden
// state, r the relevance gate (reset gate in the papers), u the update gate, c̃ the candidate.
import { multiplyAdd, read, write } from './lanes';
import { sigmoid, tanh } from './sigmoid';

/**
 * The relevance gate, before the candidate's product:
 *
 *   Γr, Γu = σ(gates)    relevant = Γr ∘ h
 *
 * gates (rows, ·) in rows of `gateStride` floats, r and u first, overwritten by the activations;
 * hiddenPrevious (rows, H) holds h in rows of `hiddenPreviousStride` floats; relevant (rows, H) is
 * written. Nothing overlaps.
 */
export function gruGates(
  rows: i32,
  H: i32,
  gates: usize,
  gateStride: i32,
  hiddenPrevious: usize,
  hiddenPreviousStride: i32,
  relevant: usize,
): void {
  for (let row = 0; row < rows; row++) {
    sigmoid(2 * H, gates, gates);
    for (let j = 0; j < H; j += 4) {
      const at = <usize>j << 2;
      const r = read(gates + at, H - j);
      write(relevant + at, f32x4.mul(r, read(hiddenPrevious + at, H - j)), H - j);
    }
    gates += <usize>gateStride << 2;
    hiddenPrevious += <usize>hiddenPreviousStride << 2;
    relevant += <usize>H << 2;
  }
}

/**
 *   c̃ = tanh(candidate)    h′ = Γu ∘ c̃ + (1 - Γu) ∘ h
 *
 * update (rows, H) holds Γu, candidate (rows, H) is overwritten by c̃, both in rows of `gateStride`
 * floats; hiddenPrevious (rows, H) holds h, and hidden (rows, H) = h′, in rows of their strides.
 * Nothing overlaps.
 */
export function gruState(
  rows: i32,
  H: i32,
  update: usize,
  candidate: usize,
  gateStride: i32,
  hiddenPrevious: usize,
  hiddenPreviousStride: i32,
  hidden: usize,
  hiddenStride: i32,
): void {
  for (let row = 0; row < rows; row++) {
    tanh(H, candidate, candidate);
    for (let j = 0; j < H; j += 4) {
      const at = <usize>j << 2;
      const count = H - j;
      const h = read(hiddenPrevious + at, count);
      const change = f32x4.sub(read(candidate + at, count), h);
      write(hidden + at, multiplyAdd(read(update + at, count), change, h), count);
    }
    update += <usize>gateStride << 2;
    candidate += <usize>gateStride << 2;
    hiddenPrevious += <usize>hiddenPreviousStride << 2;
    hidden += <usize>hiddenStride << 2;
  }
}

/**
 * Back through gruState, with dh the gradient of h′:
 *
 *   du = dh ∘ (c̃ - h) ∘ Γu ∘ (1 - Γu)      dc = dh ∘ Γu ∘ (1 - c̃²)      dh ← dh ∘ (1 - Γu)
 *
 * update and candidate are overwritten by the gradients of the pre-activations, dHidden (rows, H)
 * by the part of the gradient of h that goes through no product. Nothing overlaps.
 */
export function gruStateBackward(
  rows: i32,
  H: i32,
  update: usize,
  candidate: usize,
  gateStride: i32,
  hiddenPrevious: usize,
  hiddenPreviousStride: i32,
  dHidden: usize,
): void {
  const one = f32x4.splat(1);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < H; j += 4) {
      const at = <usize>j << 2;
      const count = H - j;
      const u = read(update + at, count);
      const c = read(candidate + at, count);
      const dh = read(dHidden + at, count);
      const kept = f32x4.sub(one, u);
      const change = f32x4.sub(c, read(hiddenPrevious + at, count));
      write(update + at, f32x4.mul(f32x4.mul(dh, change), f32x4.mul(u, kept)), count);
      const slope = f32x4.sub(one, f32x4.mul(c, c));
      write(candidate + at, f32x4.mul(f32x4.mul(dh, u), slope), count);
      write(dHidden + at, f32x4.mul(dh, kept), count);
    }
    update += <usize>gateStride << 2;
    candidate += <usize>gateStride << 2;
    hiddenPrevious += <usize>hiddenPreviousStride << 2;
    dHidden += <usize>H << 2;
  }
}

/**
 * Back through the relevance gate, with d the gradient of `relevant`:
 *
 *   dr = d ∘ h ∘ Γr ∘ (1 - Γr)      dh += d ∘ Γr
 *
 * gates (rows, ·) in rows of `gateStride` floats hold Γr first, overwritten by dr; hiddenPrevious
 * (rows, H) holds h in rows of `hiddenPreviousStride` floats; dRelevant (rows, H) holds d, and
 * dHidden (rows, H) += d ∘ Γr. Nothing overlaps.
 */
export function gruGatesBackward(
  rows: i32,
  H: i32,
  gates: usize,
  gateStride: i32,
  hiddenPrevious: usize,
  hiddenPreviousStride: i32,
  dRelevant: usize,
  dHidden: usize,
): void {
  const one = f32x4.splat(1);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < H; j += 4) {
      const at = <usize>j << 2;
      const count = H - j;
      const r = read(gates + at, count);
      const d = read(dRelevant + at, count);
      const slope = f32x4.mul(r, f32x4.sub(one, r));
      const dr = f32x4.mul(f32x4.mul(d, read(hiddenPrevious + at, count)), slope);
      write(gates + at, dr, count);
      write(dHidden + at, multiplyAdd(d, r, read(dHidden + at, count)), count);
    }
    gates += <usize>gateStride << 2;
    hiddenPrevious += <usize>hiddenPreviousStride << 2;
    dRelevant += <usize>H << 2;
    dHidden += <usize>H << 2;
  }
}
