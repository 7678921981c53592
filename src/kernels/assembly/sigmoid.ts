// tanh and the logistic function σ(x) = (1 + tanh(x / 2)) / 2.
import { loadLanes, multiplyAdd, storeLanes } from './lanes';

// tanh x = x P(x²) / Q(x²), the rational approximation of degree 9 / 8 of the Eigen library
// (`ptanh_float`). Every coefficient four times over: V8 takes three instructions for each use of a
// v128 constant, one for a load.
const TANH: usize = memory.data<f32>([
  7.90738964080810547, 7.90738964080810547, 7.90738964080810547, 7.90738964080810547,
  -7.90738964080810547, -7.90738964080810547, -7.90738964080810547, -7.90738964080810547,
  1.394553628e-8, 1.394553628e-8, 1.394553628e-8, 1.394553628e-8,
  2.102733560e-5, 2.102733560e-5, 2.102733560e-5, 2.102733560e-5,
  3.520756727e-3, 3.520756727e-3, 3.520756727e-3, 3.520756727e-3,
  1.340216100e-1, 1.340216100e-1, 1.340216100e-1, 1.340216100e-1,
  1, 1, 1, 1,
  8.015776984e-7, 8.015776984e-7, 8.015776984e-7, 8.015776984e-7,
  3.326951409e-4, 3.326951409e-4, 3.326951409e-4, 3.326951409e-4,
  2.597254514e-2, 2.597254514e-2, 2.597254514e-2, 2.597254514e-2,
  4.673548340e-1, 4.673548340e-1, 4.673548340e-1, 4.673548340e-1,
], 16);

/**
 * tanh of four numbers: relative error at most 1e-6. Beyond ±7.9 the value is constant, at 1 within
 * that error. NaN stays NaN: each clamp returns its first operand if the comparison is false.
 */
// @ts-ignore: decorator
@inline
function tanhLanes(input: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(input, v128.load(TANH)), v128.load(TANH, 16));
  const z = f32x4.mul(x, x);
  let p = multiplyAdd(v128.load(TANH, 32), z, v128.load(TANH, 48));
  p = multiplyAdd(p, z, v128.load(TANH, 64));
  p = multiplyAdd(p, z, v128.load(TANH, 80));
  p = multiplyAdd(p, z, v128.load(TANH, 96));
  let q = multiplyAdd(v128.load(TANH, 112), z, v128.load(TANH, 128));
  q = multiplyAdd(q, z, v128.load(TANH, 144));
  q = multiplyAdd(q, z, v128.load(TANH, 160));
  q = multiplyAdd(q, z, v128.load(TANH, 96));
  // The quotient first: near 1 it rounds less than p x would, and small x stay as they are.
  return f32x4.mul(f32x4.div(p, q), x);
}

/** The logistic function of four numbers: absolute error at most 2e-7. */
// @ts-ignore: decorator
@inline
function sigmoidLanes(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return multiplyAdd(tanhLanes(f32x4.mul(x, half)), half, half);
}

/** out = tanh x; `out` may be x. Error: see tanhLanes. */
export function tanh(count: i32, x: usize, out: usize): void {
  let i = 0;
  // Two vectors at a time: the operations of one fill the waiting times of the other.
  for (; i + 8 <= count; i += 8) {
    const first = tanhLanes(v128.load(x));
    const second = tanhLanes(v128.load(x, 16));
    v128.store(out, first);
    v128.store(out, second, 16);
    x += 32;
    out += 32;
  }
  for (; i + 4 <= count; i += 4) {
    v128.store(out, tanhLanes(v128.load(x)));
    x += 16;
    out += 16;
  }
  if (i < count) storeLanes(out, tanhLanes(loadLanes(x, count - i)), count - i);
}

/** out = σ(x); `out` may be x. Error: see sigmoidLanes. */
export function sigmoid(count: i32, x: usize, out: usize): void {
  let i = 0;
  // Two vectors at a time: the operations of one fill the waiting times of the other.
  for (; i + 8 <= count; i += 8) {
    const first = sigmoidLanes(v128.load(x));
    const second = sigmoidLanes(v128.load(x, 16));
    v128.store(out, first);
    v128.store(out, second, 16);
    x += 32;
    out += 32;
  }
  for (; i + 4 <= count; i += 4) {
    v128.store(out, sigmoidLanes(v128.load(x)));
    x += 16;
    out += 16;
  }
  if (i < count) storeLanes(out, sigmoidLanes(loadLanes(x, count - i)), count - i);
}

/**
 * x = σ(x), in place, for rows of `columns` numbers, `stride` floats apart. Error: see
 * sigmoidLanes.
 */
export function sigmoidRows(rows: i32, columns: i32, x: usize, stride: i32): void {
  for (let row = 0; row < rows; row++) {
    sigmoid(columns, x, x);
    x += <usize>stride << 2;
  }
}
