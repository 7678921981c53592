// Softmax over the labels of each token alone: cross-entropy, and the best label.
import { expLanes, logLanes } from './exponential';

/**
 * Cross-entropy summed over `rows` tokens, each times the weight w of its gold label:
 *
 *   loss = Σ w[gold] (log Σ_j exp x_j - x_gold)
 *   dx = weight · w[gold] · (softmax x - one at gold)
 *
 * x and dx (rows, L) in rows of `stride` floats, of which dx is written; gold (rows) int32;
 * labelWeights (L), or the address 0 if all weigh 1. Nothing overlaps.
 */
export function softmaxLoss(
  rows: i32,
  L: i32,
  x: usize,
  stride: i32,
  gold: usize,
  labelWeights: usize,
  weight: f32,
  dx: usize,
): f64 {
  let loss: f64 = 0;
  for (let r = 0; r < rows; r++) {
    const label = <usize>load<i32>(gold) << 2;
    const own = labelWeights == 0 ? <f32>1 : load<f32>(labelWeights + label);
    let top = load<f32>(x);
    for (let j = 1; j < L; j++) top = max(top, load<f32>(x + (<usize>j << 2)));
    let sum: f32 = 0;
    for (let j = 0; j < L; j++) {
      const share = scalarExp(load<f32>(x + (<usize>j << 2)) - top);
      store<f32>(dx + (<usize>j << 2), share);
      sum += share;
    }
    for (let j = 0; j < L; j++) {
      const at = dx + (<usize>j << 2);
      store<f32>(at, (load<f32>(at) / sum) * own * weight);
    }
    store<f32>(dx + label, load<f32>(dx + label) - own * weight);
    const above = <f64>top - <f64>load<f32>(x + label);
    loss += <f64>own * (<f64>f32x4.extract_lane(logLanes(f32x4.splat(sum)), 0) + above);
    gold += 4;
    x += <usize>stride << 2;
    dx += <usize>stride << 2;
  }
  return loss;
}

// @ts-ignore: decorator
@inline
function scalarExp(x: f32): f32 {
  return f32x4.extract_lane(expLanes(f32x4.splat(x)), 0);
}

/**
 * out[r] = the column of the largest of L numbers in row r, the lowest one among equals.
 *
 * x (rows, L) in rows of `stride` floats; out (rows) int32. Nothing overlaps.
 */
export function argmaxRows(rows: i32, L: i32, x: usize, stride: i32, out: usize): void {
  for (let r = 0; r < rows; r++) {
    let best = 0;
    for (let j = 1; j < L; j++) {
      if (load<f32>(x + (<usize>j << 2)) > load<f32>(x + (<usize>best << 2))) best = j;
    }
    store<i32>(out, best);
    x += <usize>stride << 2;
    out += 4;
  }
}

/**
 * out[r] = log softmax(factor · x) at the label of row r.
 *
 * x (rows, L) in rows of `stride` floats; labels (rows) int32; out (rows). Nothing overlaps.
 */
export function softmaxScores(
  rows: i32,
  L: i32,
  x: usize,
  stride: i32,
  factor: f32,
  labels: usize,
  out: usize,
): void {
  for (let r = 0; r < rows; r++) {
    let top = load<f32>(x);
    for (let j = 1; j < L; j++) top = max(top, load<f32>(x + (<usize>j << 2)));
    let sum: f32 = 0;
    for (let j = 0; j < L; j++) sum += scalarExp(factor * (load<f32>(x + (<usize>j << 2)) - top));
    const own = factor * (load<f32>(x + (<usize>load<i32>(labels) << 2)) - top);
    store<f32>(out, own - f32x4.extract_lane(logLanes(f32x4.splat(sum)), 0));
    labels += 4;
    x += <usize>stride << 2;
    out += 4;
  }
}
