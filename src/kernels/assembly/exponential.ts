// exp and log, after the single-precision routines of the Cephes library (Moshier 1989).
import { loadLanes, multiplyAdd, storeLanes } from './lanes';

// Every coefficient four times over: V8 takes three instructions for each use of a v128 constant,
// one for a load.
const EXP: usize = memory.data<f32>([
  1.44269504, 1.44269504, 1.44269504, 1.44269504,
  -0.693359375, -0.693359375, -0.693359375, -0.693359375,
  2.12194440e-4, 2.12194440e-4, 2.12194440e-4, 2.12194440e-4,
  1.9875691500e-4, 1.9875691500e-4, 1.9875691500e-4, 1.9875691500e-4,
  1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3,
  8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3,
  4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2,
  1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1,
  5.0000001201e-1, 5.0000001201e-1, 5.0000001201e-1, 5.0000001201e-1,
  1, 1, 1, 1,
], 16);

const LOG: usize = memory.data<f32>([
  7.0376836292e-2, 7.0376836292e-2, 7.0376836292e-2, 7.0376836292e-2,
  -1.1514610310e-1, -1.1514610310e-1, -1.1514610310e-1, -1.1514610310e-1,
  1.1676998740e-1, 1.1676998740e-1, 1.1676998740e-1, 1.1676998740e-1,
  -1.2420140846e-1, -1.2420140846e-1, -1.2420140846e-1, -1.2420140846e-1,
  1.4249322787e-1, 1.4249322787e-1, 1.4249322787e-1, 1.4249322787e-1,
  -1.6668057665e-1, -1.6668057665e-1, -1.6668057665e-1, -1.6668057665e-1,
  2.0000714765e-1, 2.0000714765e-1, 2.0000714765e-1, 2.0000714765e-1,
  -2.4999993993e-1, -2.4999993993e-1, -2.4999993993e-1, -2.4999993993e-1,
  3.3333331174e-1, 3.3333331174e-1, 3.3333331174e-1, 3.3333331174e-1,
], 16);

/**
 * exp of four numbers: relative error at most 1e-6, infinity above 88.7228, below -87.3 the nearest
 * subnormal number or zero. x = n ln 2 + r with |r| <= ln 2 / 2, a polynomial in r, and 2^n in two
 * factors, so that neither overflows alone. NaN stays NaN: each clamp returns its first operand if
 * the comparison is false.
 */
// @ts-ignore: decorator
@inline
export function expLanes(input: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(input, f32x4.splat(89)), f32x4.splat(-104));
  const n = f32x4.nearest(f32x4.mul(x, v128.load(EXP)));
  let r = f32x4.add(x, f32x4.mul(n, v128.load(EXP, 16)));
  r = f32x4.add(r, f32x4.mul(n, v128.load(EXP, 32)));
  let p = multiplyAdd(v128.load(EXP, 48), r, v128.load(EXP, 64));
  p = multiplyAdd(p, r, v128.load(EXP, 80));
  p = multiplyAdd(p, r, v128.load(EXP, 96));
  p = multiplyAdd(p, r, v128.load(EXP, 112));
  p = multiplyAdd(p, r, v128.load(EXP, 128));
  p = f32x4.add(multiplyAdd(p, f32x4.mul(r, r), r), v128.load(EXP, 144));
  const exponent = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(exponent, 1);
  const first = i32x4.shl(i32x4.add(half, i32x4.splat(127)), 23);
  const second = i32x4.shl(i32x4.add(i32x4.sub(exponent, half), i32x4.splat(127)), 23);
  return f32x4.mul(f32x4.mul(p, first), second);
}

/**
 * Natural logarithm of four numbers: relative error at most 1e-6 over all positive numbers,
 * including subnormal ones; log 0 is -infinity, and the log of a negative number NaN. x = m 2^e
 * with sqrt(1/2) <= m < sqrt(2), a polynomial in m - 1.
 */
// @ts-ignore: decorator
@inline
export function logLanes(x: v128): v128 {
  const subnormal = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, subnormal);
  // Subtracting the bits of sqrt(1/2) before the shift rounds the exponent so that m lands in its
  // range.
  const bits = i32x4.sub(scaled, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.sub(i32x4.shr_s(bits, 23), v128.and(subnormal, i32x4.splat(23)));
  const mantissa = i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const e = f32x4.convert_i32x4_s(exponent);
  const f = f32x4.sub(mantissa, f32x4.splat(1));
  const square = f32x4.mul(f, f);
  let p = v128.load(LOG);
  p = multiplyAdd(p, f, v128.load(LOG, 16));
  p = multiplyAdd(p, f, v128.load(LOG, 32));
  p = multiplyAdd(p, f, v128.load(LOG, 48));
  p = multiplyAdd(p, f, v128.load(LOG, 64));
  p = multiplyAdd(p, f, v128.load(LOG, 80));
  p = multiplyAdd(p, f, v128.load(LOG, 96));
  p = multiplyAdd(p, f, v128.load(LOG, 112));
  p = multiplyAdd(p, f, v128.load(LOG, 128));
  let y = f32x4.mul(f32x4.mul(p, f), square);
  y = f32x4.sub(y, f32x4.mul(e, f32x4.splat(2.12194440e-4)));
  y = f32x4.sub(y, f32x4.mul(square, f32x4.splat(0.5)));
  const ordinary = f32x4.add(f32x4.add(f, y), f32x4.mul(e, f32x4.splat(0.693359375)));
  const positive = f32x4.gt(x, f32x4.splat(0));
  const atZero = v128.bitselect(f32x4.splat(-Infinity), f32x4.splat(NaN), f32x4.eq(x, f32x4.splat(0)));
  const finite = f32x4.lt(x, f32x4.splat(Infinity));
  return v128.bitselect(v128.bitselect(ordinary, x, finite), atZero, positive);
}

/** out = exp x; `out` may be x. Error: see expLanes. */
export function exp(count: i32, x: usize, out: usize): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(out, expLanes(v128.load(x)));
    x += 16;
    out += 16;
  }
  if (i < count) storeLanes(out, expLanes(loadLanes(x, count - i)), count - i);
}

/**
 * out = log x; `out` may be x. Error: see logLanes. Exported so that a test can measure this error.
 */
export function log(count: i32, x: usize, out: usize): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(out, logLanes(v128.load(x)));
    x += 16;
    out += 16;
  }
  if (i < count) storeLanes(out, logLanes(loadLanes(x, count - i)), count - i);
}
