// Vectors of single-precision numbers: sums, products, norms, copies.
import { loadLanes, multiplyAdd, read, storeLanes, sumLanes, write } from './lanes';

/** y += a · x; x and y do not overlap. */
export function axpy(count: i32, a: f32, x: usize, y: usize): void {
  const factor = f32x4.splat(a);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(y, multiplyAdd(factor, v128.load(x), v128.load(y)));
    x += 16;
    y += 16;
  }
  if (i < count) {
    const rest = count - i;
    storeLanes(y, multiplyAdd(factor, loadLanes(x, rest), loadLanes(y, rest)), rest);
  }
}

/** x · y, summed in four lanes. */
export function dot(count: i32, x: usize, y: usize): f32 {
  let sum = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    sum = multiplyAdd(v128.load(x), v128.load(y), sum);
    x += 16;
    y += 16;
  }
  if (i < count) sum = multiplyAdd(loadLanes(x, count - i), loadLanes(y, count - i), sum);
  return sumLanes(sum);
}

/** x *= a */
export function scale(count: i32, a: f32, x: usize): void {
  const factor = f32x4.splat(a);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(x, f32x4.mul(factor, v128.load(x)));
    x += 16;
  }
  if (i < count) storeLanes(x, f32x4.mul(factor, loadLanes(x, count - i)), count - i);
}

/** x = a for every element. */
export function fill(count: i32, a: f32, x: usize): void {
  const value = f32x4.splat(a);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(x, value);
    x += 16;
  }
  if (i < count) storeLanes(x, value, count - i);
}

/** Exchanges the elements of x and y, which do not overlap. */
export function swap(count: i32, x: usize, y: usize): void {
  for (let i = 0; i < count; i += 4) {
    const rest = count - i;
    const held = read(x, rest);
    write(x, read(y, rest), rest);
    write(y, held, rest);
    x += 16;
    y += 16;
  }
}

/**
 * The sum of squares, summed in double precision; it is NaN or infinite exactly if an element is.
 */
export function sumOfSquares(count: i32, x: usize): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let i = 0;
  for (; i < count; i += 4) {
    const lanes = i + 4 <= count ? v128.load(x) : loadLanes(x, count - i);
    const first = f64x2.promote_low_f32x4(lanes);
    const second = f64x2.promote_low_f32x4(v128.shuffle<f32>(lanes, lanes, 2, 3, 0, 1));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
    x += 16;
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * out += the sum of the rows of x (rows, columns), in rows of `stride` floats. Nothing overlaps.
 */
export function addColumnSums(rows: i32, columns: i32, x: usize, stride: i32, out: usize): void {
  for (let r = 0; r < rows; r++) {
    axpy(columns, 1, x, out);
    x += <usize>stride << 2;
  }
}

/** out = x for rows of `columns` floats, with strides in floats. Nothing overlaps. */
export function copyRows(
  rows: i32,
  columns: i32,
  x: usize,
  stride: i32,
  out: usize,
  outStride: i32,
): void {
  for (let r = 0; r < rows; r++) {
    memory.copy(out, x, <usize>columns << 2);
    x += <usize>stride << 2;
    out += <usize>outStride << 2;
  }
}

/** out += x for rows of `columns` floats, with strides in floats. Nothing overlaps. */
export function addRows(
  rows: i32,
  columns: i32,
  x: usize,
  stride: i32,
  out: usize,
  outStride: i32,
): void {
  for (let r = 0; r < rows; r++) {
    axpy(columns, 1, x, out);
    x += <usize>stride << 2;
    out += <usize>outStride << 2;
  }
}

/** Back through y = tanh x: dx = dy ∘ (1 - y²), in the place of dy. y and dy do not overlap. */
export function tanhBackward(count: i32, y: usize, dy: usize): void {
  const one = f32x4.splat(1);
  for (let i = 0; i < count; i += 4) {
    const rest = count - i;
    const lanes = read(y, rest);
    write(dy, f32x4.mul(read(dy, rest), f32x4.sub(one, f32x4.mul(lanes, lanes))), rest);
    y += 16;
    dy += 16;
  }
}

/** Clamps each number to [-limit, limit], in place; NaN stays NaN. */
export function clamp(count: i32, limit: f32, x: usize): void {
  const top = f32x4.splat(limit);
  const bottom = f32x4.splat(-limit);
  for (let i = 0; i < count; i += 4) {
    const rest = count - i;
    write(x, f32x4.pmax(f32x4.pmin(read(x, rest), top), bottom), rest);
    x += 16;
  }
}

/** A mask of the lanes whose product with `factor` is finite. */
// @ts-ignore: decorator
@inline
function areFinite(factor: v128, from: usize): v128 {
  const lanes = f32x4.mul(factor, v128.load(from));
  // The difference is NaN for the others, and NaN equals nothing.
  return f32x4.eq(f32x4.sub(lanes, lanes), f32x4.splat(0));
}

/** The index of the first number whose product with `a` is NaN or infinite, or -1. */
export function findNotFinite(count: i32, a: f32, x: usize): i32 {
  const factor = f32x4.splat(a);
  let i = 0;
  // Sixteen at a time: V8 has not optimized this loop when a model is checked, and each iteration is slow.
  for (; i + 16 <= count; i += 16) {
    const from = x + (<usize>i << 2);
    const first = v128.and(areFinite(factor, from), areFinite(factor, from + 16));
    const last = v128.and(areFinite(factor, from + 32), areFinite(factor, from + 48));
    if (!i32x4.all_true(v128.and(first, last))) break;
  }
  for (; i < count; i++) {
    const value = a * load<f32>(x + (<usize>i << 2));
    if (value - value != 0) return i;
  }
  return -1;
}
