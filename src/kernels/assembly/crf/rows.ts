// Rows of P numbers, one for each label of a conditional random field; P is a multiple of 4.
import { expLanes, logLanes } from '../exponential';
import { maximumOfLanes, multiplyAdd, sumLanes } from '../lanes';

// Below this, a sum of probabilities that started from 1 has lost its digits; it is computed again
// from logarithms.
const TINY: f32 = 1e-30;

// @ts-ignore: decorator
@inline
export function rowOf(base: usize, rowStarts: usize, t: i32, b: i32, P: i32): usize {
  return base + (<usize>((load<i32>(rowStarts + (<usize>t << 2)) + b) * P) << 2);
}

/**
 * out = vᵀ M for a row v and a square matrix M, summed over the rows of M in rising order. Nothing
 * overlaps.
 */
export function rowTimesMatrix(P: i32, v: usize, M: usize, out: usize): void {
  const stride = <usize>P << 2;
  for (let j = 0; j < P; j += 4) {
    let column = M + (<usize>j << 2);
    let sum = f32x4.splat(0);
    for (let i = 0; i < P; i++) {
      sum = multiplyAdd(v128.load32_splat(v + (<usize>i << 2)), v128.load(column), sum);
      column += stride;
    }
    v128.store(out + (<usize>j << 2), sum);
  }
}

export function maximum(P: i32, v: usize): f32 {
  let best = v128.load(v);
  for (let j = 4; j < P; j += 4) best = f32x4.max(best, v128.load(v + (<usize>j << 2)));
  return maximumOfLanes(best);
}

/** out = exp(v - shift); returns the sum. `out` may be v. */
export function expShifted(P: i32, v: usize, shift: f32, out: usize): f32 {
  const by = f32x4.splat(shift);
  let sum = f32x4.splat(0);
  for (let j = 0; j < P; j += 4) {
    const lanes = expLanes(f32x4.sub(v128.load(v + (<usize>j << 2)), by));
    v128.store(out + (<usize>j << 2), lanes);
    sum = f32x4.add(sum, lanes);
  }
  return sumLanes(sum);
}

/**
 * log Σ_i exp(v_i + m_i) for a column m of a row-major matrix; -infinity if nothing is possible.
 */
export function logSumColumn(P: i32, v: usize, column: usize): f32 {
  const stride = <usize>P << 2;
  let best: f32 = -Infinity;
  for (let i = 0; i < P; i++) {
    best = max(best, load<f32>(v + (<usize>i << 2)) + load<f32>(column + <usize>i * stride));
  }
  if (best == -Infinity) return best;
  let sum: f32 = 0;
  for (let i = 0; i < P; i++) {
    const score = load<f32>(v + (<usize>i << 2)) + load<f32>(column + <usize>i * stride);
    sum += f32x4.extract_lane(expLanes(f32x4.splat(score - best)), 0);
  }
  return best + f32x4.extract_lane(logLanes(f32x4.splat(sum)), 0);
}

/**
 * One step of either recurrence in place: v = log(exp(v)ᵀ M). `v` has its maximum at 0;
 * `probabilities` receives exp v and `sums` exp(v)ᵀ M. `logs` is log M, for the columns whose sum
 * underflows.
 */
export function step(P: i32, v: usize, M: usize, logs: usize, probabilities: usize, sums: usize): void {
  expShifted(P, v, 0, probabilities);
  rowTimesMatrix(P, probabilities, M, sums);
  // Few columns underflow, and they still need the old v: until then `sums` holds their logarithms,
  // which are negative.
  for (let j = 0; j < P; j++) {
    const at = <usize>j << 2;
    if (load<f32>(sums + at) < TINY) {
      const exact = logSumColumn(P, v, logs + at);
      store<f32>(sums + at, exact == -Infinity ? 0 : min(exact, <f32>-1));
    }
  }
  for (let j = 0; j < P; j += 4) {
    const at = <usize>j << 2;
    const sum = v128.load(sums + at);
    const underflowed = f32x4.lt(sum, f32x4.splat(0));
    v128.store(v + at, v128.bitselect(sum, logLanes(sum), underflowed));
  }
}

/** Subtracts the maximum from v, in place, and returns it. */
export function normalize(P: i32, v: usize): f32 {
  const top = maximum(P, v);
  const by = f32x4.splat(top);
  for (let j = 0; j < P; j += 4) {
    const at = v + (<usize>j << 2);
    v128.store(at, f32x4.sub(v128.load(at), by));
  }
  return top;
}

// @ts-ignore: decorator
@inline
export function addTo(P: i32, x: usize, out: usize): void {
  for (let j = 0; j < P; j += 4) {
    const at = <usize>j << 2;
    v128.store(out + at, f32x4.add(v128.load(out + at), v128.load(x + at)));
  }
}
