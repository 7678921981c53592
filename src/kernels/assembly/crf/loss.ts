// The linear-chain conditional random field (Lafferty, McCallum & Pereira 2001), one sentence for
// each call.
//
//   score(y) = start[y₁] + Σ_t emissions[t][y_t] + Σ_t transitions[y_{t-1}][y_t] + end[y_T]
//   loss     = log Z - score(gold),  Z = Σ_y exp score(y)
//
// The gradient of log Z is the marginal probability, so one forward and one backward recurrence
// give the loss and every gradient. Labels are padded to P, the next multiple of 4, so that a row
// is whole vectors: start, end and transitions hold -infinity for padding and for what is illegal,
// emissions hold 0 for padding. Emissions are grouped by time step and, within a step, by sentence:
// step t of sentence b is row rowStarts[t] + b.
import { addTo, expShifted, maximum, normalize, rowOf, step } from './rows';
import { expLanes, logLanes } from '../exponential';
import { multiplyAdd } from '../lanes';

/** Bytes of scratch that `crfLoss` needs for a sentence of T steps. */
export function crfScratchBytes(T: i32, P: i32): i32 {
  return (3 * T + 3) * P * 4;
}

/**
 * out = values + penalties, minus the largest sum, in `rows` rows of P.
 *
 * values are transitions (L, L), start or end (L); penalties (rows, P) are 0, or -infinity if
 * illegal. Every path loses the same, so no probability changes; and no exponential is above 1, so
 * a sum of products that is not tiny has lost nothing to factors that underflowed. Nothing
 * overlaps.
 */
export function crfPrepare(
  L: i32,
  P: i32,
  values: usize,
  rows: i32,
  penalties: usize,
  out: usize,
): void {
  let row = out;
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < P; j++) {
      const at = <usize>j << 2;
      store<f32>(row + at, (j < L ? load<f32>(values + at) : 0) + load<f32>(penalties + at));
    }
    values += <usize>L << 2;
    penalties += <usize>P << 2;
    row += <usize>P << 2;
  }
  if (maximum(rows * P, out) > -Infinity) normalize(rows * P, out);
}

/**
 * Returns the loss of one sentence, in nats. Its gradients times `weight` are written to dEmissions
 * and added to the others.
 *
 * T >= 1 steps of sentence b, rowStarts (T) int32; emissions and dEmissions in rows of P; gold
 * int32, one for each of these rows; transitions and their exponentials (P, P), both also
 * transposed; start, end (P); dTransitions (P, P); dStart, dEnd (P); `scratch` as in
 * crfScratchBytes. Nothing overlaps. Each alpha is relative to its maximum, so that a sentence of
 * any length loses no digits; the maxima are summed in double precision.
 */
export function crfLoss(
  T: i32,
  b: i32,
  P: i32,
  rowStarts: usize,
  emissions: usize,
  gold: usize,
  transitions: usize,
  transitionsTransposed: usize,
  exponentials: usize,
  exponentialsTransposed: usize,
  start: usize,
  end: usize,
  weight: f32,
  dEmissions: usize,
  dTransitions: usize,
  dStart: usize,
  dEnd: usize,
  scratch: usize,
): f64 {
  const bytes = <usize>P << 2;
  const alphas = scratch;
  const probabilities = alphas + <usize>T * bytes;
  const sums = probabilities + <usize>T * bytes;
  const beta = sums + <usize>T * bytes;
  const marginals = beta + bytes;
  const spare = marginals + bytes;

  // alpha_t[j] = log Σ exp score of the paths that end in label j at step t.
  let logZ: f64 = 0;
  for (let t = 0; t < T; t++) {
    const alpha = alphas + <usize>t * bytes;
    if (t == 0) memory.copy(alpha, start, bytes);
    else {
      memory.copy(alpha, alpha - bytes, bytes);
      step(P, alpha, exponentials, transitions, probabilities + <usize>(t - 1) * bytes, sums + <usize>t * bytes);
    }
    addTo(P, rowOf(emissions, rowStarts, t, b, P), alpha);
    logZ += <f64>normalize(P, alpha);
  }

  // beta_t[i] = log Σ exp score of the ways on from label i; marginals are exp(alpha + beta), made
  // to sum to one.
  memory.copy(beta, end, bytes);
  const lastAlpha = alphas + <usize>(T - 1) * bytes;
  memory.copy(marginals, lastAlpha, bytes);
  addTo(P, beta, marginals);
  const top = normalize(P, marginals);
  logZ += <f64>top + <f64>f32x4.extract_lane(logLanes(f32x4.splat(expShifted(P, marginals, 0, spare))), 0);

  let score: f64 = 0;
  for (let t = T - 1; t >= 0; t--) {
    const alpha = alphas + <usize>t * bytes;
    memory.copy(marginals, alpha, bytes);
    addTo(P, beta, marginals);
    normalize(P, marginals);
    const total = expShifted(P, marginals, 0, marginals);
    const share = f32x4.splat(<f32>1 / total);
    for (let j = 0; j < P; j += 4) {
      const at = marginals + (<usize>j << 2);
      v128.store(at, f32x4.mul(v128.load(at), share));
    }
    const dRow = rowOf(dEmissions, rowStarts, t, b, P);
    const factor = f32x4.splat(weight);
    for (let j = 0; j < P; j += 4) {
      const at = <usize>j << 2;
      v128.store(dRow + at, f32x4.mul(factor, v128.load(marginals + at)));
    }
    const label = goldOf(gold, rowStarts, t, b);
    const goldAt = <usize>label << 2;
    add(dRow + goldAt, -weight);
    const row = rowOf(emissions, rowStarts, t, b, P);
    score += <f64>load<f32>(row + goldAt);
    if (t == T - 1) {
      score += <f64>load<f32>(end + goldAt);
      addBoundary(P, marginals, label, weight, dEnd);
    }
    if (t == 0) {
      score += <f64>load<f32>(start + goldAt);
      addBoundary(P, marginals, label, weight, dStart);
      break;
    }
    const previous = goldOf(gold, rowStarts, t - 1, b);
    const pair = <usize>(previous * P + label) << 2;
    score += <f64>load<f32>(transitions + pair);
    const p = probabilities + <usize>(t - 1) * bytes;
    const s = sums + <usize>t * bytes;
    addPairs(P, alpha - bytes, p, s, marginals, transitions, exponentials, weight, dTransitions);
    add(dTransitions + pair, -weight);
    addTo(P, row, beta);
    normalize(P, beta);
    step(P, beta, exponentialsTransposed, transitionsTransposed, marginals, spare);
  }
  return logZ - score;
}

// @ts-ignore: decorator
@inline
function goldOf(gold: usize, rowStarts: usize, t: i32, b: i32): i32 {
  return load<i32>(gold + (<usize>(load<i32>(rowStarts + (<usize>t << 2)) + b) << 2));
}

// @ts-ignore: decorator
@inline
function add(address: usize, value: f32): void {
  store<f32>(address, load<f32>(address) + value);
}

/** out += weight · (marginals - one at the gold label) */
function addBoundary(P: i32, marginals: usize, label: i32, weight: f32, out: usize): void {
  const factor = f32x4.splat(weight);
  for (let j = 0; j < P; j += 4) {
    const at = <usize>j << 2;
    v128.store(out + at, multiplyAdd(factor, v128.load(marginals + at), v128.load(out + at)));
  }
  add(out + (<usize>label << 2), -weight);
}

/**
 * out += weight · P(label i before, label j here). Given j, the label before is distributed as p_i
 * M_ij / s_j, where s = pᵀ M is the forward sum; so each row is p_i M_ij · (marginal_j / s_j). A
 * negative s_j is the logarithm of a sum that underflowed.
 */
function addPairs(
  P: i32,
  alphaBefore: usize,
  p: usize,
  s: usize,
  marginals: usize,
  transitions: usize,
  exponentials: usize,
  weight: f32,
  out: usize,
): void {
  const zero = f32x4.splat(0);
  const factor = f32x4.splat(weight);
  for (let j = 0; j < P; j += 4) {
    const at = <usize>j << 2;
    const sum = v128.load(s + at);
    const usable = f32x4.gt(sum, zero);
    const shares = f32x4.div(f32x4.mul(factor, v128.load(marginals + at)), sum);
    const ratio = v128.and(shares, usable);
    let place = at;
    for (let i = 0; i < P; i++) {
      const joint = f32x4.mul(v128.load32_splat(p + (<usize>i << 2)), v128.load(exponentials + place));
      v128.store(out + place, multiplyAdd(joint, ratio, v128.load(out + place)));
      place += <usize>P << 2;
    }
  }
  for (let j = 0; j < P; j++) {
    const sum = load<f32>(s + (<usize>j << 2));
    const marginal = load<f32>(marginals + (<usize>j << 2));
    if (!(sum < 0) || marginal == 0) continue;
    for (let i = 0; i < P; i++) {
      const place = <usize>(i * P + j) << 2;
      const joint = load<f32>(alphaBefore + (<usize>i << 2)) + load<f32>(transitions + place) - sum;
      add(out + place, weight * marginal * f32x4.extract_lane(expLanes(f32x4.splat(joint)), 0));
    }
  }
}
