// tanh and the logistic function σ(x) = (1 + tanh(x / 2)) / 2.
import { loadLanes, multiplyAdd, storeLanes } from './lanes';

// tanh x = x P(x²) / Q(x²), the rational approximation of degree 13 / 6 of the Eigen library (`ptanh`). Every
// coefficient four times over: a v128 constant costs V8 three instructions at each use, a load one.
// prettier-ignore
const TANH: usize = memory.data<f32>([
  7.90531110763549805, 7.90531110763549805, 7.90531110763549805, 7.90531110763549805,
  -7.90531110763549805, -7.90531110763549805, -7.90531110763549805, -7.90531110763549805,
  -2.76076847742355e-16, -2.76076847742355e-16, -2.76076847742355e-16, -2.76076847742355e-16,
  2.00018790482477e-13, 2.00018790482477e-13, 2.00018790482477e-13, 2.00018790482477e-13,
  -8.60467152213735e-11, -8.60467152213735e-11, -8.60467152213735e-11, -8.60467152213735e-11,
  5.12229709037114e-08, 5.12229709037114e-08, 5.12229709037114e-08, 5.12229709037114e-08,
  1.48572235717979e-05, 1.48572235717979e-05, 1.48572235717979e-05, 1.48572235717979e-05,
  6.37261928875436e-04, 6.37261928875436e-04, 6.37261928875436e-04, 6.37261928875436e-04,
  4.89352455891786e-03, 4.89352455891786e-03, 4.89352455891786e-03, 4.89352455891786e-03,
  1.19825839466702e-06, 1.19825839466702e-06, 1.19825839466702e-06, 1.19825839466702e-06,
  1.18534705686654e-04, 1.18534705686654e-04, 1.18534705686654e-04, 1.18534705686654e-04,
  2.26843463243900e-03, 2.26843463243900e-03, 2.26843463243900e-03, 2.26843463243900e-03,
  4.89352518554385e-03, 4.89352518554385e-03, 4.89352518554385e-03, 4.89352518554385e-03,
], 16);

/**
 * tanh of four numbers: relative error at most 1e-6. Beyond ±7.9 the value is constant, at 1 within that error. NaN
 * stays NaN: each clamp returns its first operand where the comparison is false.
 */
// @ts-ignore: decorator
@inline
export function tanhLanes(input: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(input, v128.load(TANH)), v128.load(TANH, 16));
  const z = f32x4.mul(x, x);
  let p = multiplyAdd(v128.load(TANH, 32), z, v128.load(TANH, 48));
  p = multiplyAdd(p, z, v128.load(TANH, 64));
  p = multiplyAdd(p, z, v128.load(TANH, 80));
  p = multiplyAdd(p, z, v128.load(TANH, 96));
  p = multiplyAdd(p, z, v128.load(TANH, 112));
  p = multiplyAdd(p, z, v128.load(TANH, 128));
  let q = multiplyAdd(v128.load(TANH, 144), z, v128.load(TANH, 160));
  q = multiplyAdd(q, z, v128.load(TANH, 176));
  q = multiplyAdd(q, z, v128.load(TANH, 192));
  return f32x4.div(f32x4.mul(p, x), q);
}

/** The logistic function of four numbers: absolute error at most 2e-7. */
// @ts-ignore: decorator
@inline
export function sigmoidLanes(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return multiplyAdd(tanhLanes(f32x4.mul(x, half)), half, half);
}

/** out = tanh x; `out` may be x. Error: see tanhLanes. */
export function tanh(count: i32, x: usize, out: usize): void {
  let i = 0;
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
  for (; i + 4 <= count; i += 4) {
    v128.store(out, sigmoidLanes(v128.load(x)));
    x += 16;
    out += 16;
  }
  if (i < count) storeLanes(out, sigmoidLanes(loadLanes(x, count - i)), count - i);
}
