// Rows and weights as integers, for the product of ./product.ts; ./layout.ts describes them.
// Each row has a scale of its own: `steps` is what its greatest number becomes.
//
//   x ≈ q · largest / steps        q from -steps to steps, halves rounded to the even number
//
// Weights of one byte have at most 63 steps, rows of one byte 127.
import { maximumOfLanes, read } from '../lanes';
import { GROUP_BYTES, groupCount, HEAD_BYTES, PANEL, integerRowBytes } from './layout';

// What is added to a weight that is stored in one byte.
const OFFSET: i8 = 64;

// 1.5 · 2²³: in a sum with it, the last bit of a number counts ones.
const ROUNDING: f32 = 12582912;

/**
 * The transpose of W (N, K), in rows of `stride` floats, as panels:
 *
 *   panels[n / 16][k / k'][n % 16][k % k']      k' = 4 / bytes, the numbers of a group
 *
 * @param scales (N padded to a multiple of 16) = largest / steps of each row
 */
export function packWeights(
  N: i32,
  K: i32,
  W: usize,
  stride: i32,
  bytes: i32,
  steps: i32,
  panels: usize,
  scales: usize,
): void {
  const groups = groupCount(K, bytes);
  const panelSize = <usize>groups * GROUP_BYTES;
  for (let n = 0; n < N; n += PANEL) {
    const columns = min(PANEL, N - n);
    if (columns < PANEL) {
      memory.fill(panels, 0, panelSize);
      memory.fill(scales, 0, PANEL * 4);
    }
    for (let column = 0; column < columns; column++) {
      const largest = largestOf(K, W);
      const factor: f32 = largest > 0 ? <f32>steps / largest : 0;
      packRow(K, W, factor, bytes, groups, panels + (<usize>column << 2));
      store<f32>(scales + (<usize>column << 2), largest / <f32>steps);
      W += <usize>stride << 2;
    }
    panels += panelSize;
    scales += PANEL * 4;
  }
}

/** A row of weights, each group 64 bytes after the one before. */
function packRow(K: i32, w: usize, factor: f32, bytes: i32, groups: i32, out: usize): void {
  const perVector = 16 / bytes;
  for (let k = 0; k < K; k += perVector) {
    const lanes =
      bytes == 1
        ? i8x16.add(nearestBytes(w, K - k, factor), i8x16.splat(OFFSET))
        : nearestWords(w, K - k, factor);
    v128.store32_lane(out, lanes, 0);
    if (groups > 1) v128.store32_lane(out, lanes, 1, GROUP_BYTES);
    if (groups > 2) v128.store32_lane(out, lanes, 2, 2 * GROUP_BYTES);
    if (groups > 3) v128.store32_lane(out, lanes, 3, 3 * GROUP_BYTES);
    groups -= 4;
    w += <usize>perVector << 2;
    out += 4 * GROUP_BYTES;
  }
}

/**
 * `out` = rows of x (rows, K), in rows of `stride` floats.
 *
 * @param range the greatest |x|; that of each row is found, if 0
 */
export function quantizeRows(
  rows: i32,
  K: i32,
  x: usize,
  stride: i32,
  bytes: i32,
  steps: i32,
  range: f32,
  out: usize,
): void {
  const rowBytes = <usize>integerRowBytes(K, bytes);
  for (let r = 0; r < rows; r++) {
    const largest = range > 0 ? range : largestOf(K, x);
    const factor: f32 = largest > 0 ? <f32>steps / largest : 0;
    if (bytes == 1) quantizeBytes(K, x, factor, out);
    else quantizeWords(K, x, factor, out);
    store<f32>(out, largest / <f32>steps, 4);
    x += <usize>stride << 2;
    out += rowBytes;
  }
}

function quantizeBytes(K: i32, x: usize, factor: f32, out: usize): void {
  const offsets = i16x8.splat(-(<i16>OFFSET));
  let sums = i32x4.splat(0);
  for (let k = 0; k < K; k += 16) {
    const lanes = nearestBytes(x + (<usize>k << 2), K - k, factor);
    v128.store(out + k, lanes, HEAD_BYTES);
    const pairs = i16x8.extadd_pairwise_i8x16_s(lanes);
    sums = i32x4.add(sums, i32x4.dot_i16x8_s(pairs, offsets));
  }
  const first = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1);
  const last = i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  store<i32>(out, first + last);
}

function quantizeWords(K: i32, x: usize, factor: f32, out: usize): void {
  store<i32>(out, 0);
  for (let k = 0; k < K; k += 8) {
    const lanes = nearestWords(x + (<usize>k << 2), K - k, factor);
    v128.store(out + (<usize>k << 1), lanes, HEAD_BYTES);
  }
}

/** Sixteen numbers times a factor, as bytes; zero from the `count`-th on. */
// @ts-ignore: decorator
@inline
function nearestBytes(x: usize, count: i32, factor: f32): v128 {
  return i8x16.narrow_i16x8_s(
    nearestWords(x, count, factor),
    count > 8 ? nearestWords(x + 32, count - 8, factor) : i16x8.splat(0),
  );
}

/** Eight numbers times a factor, as two bytes each; zero from the `count`-th on. */
// @ts-ignore: decorator
@inline
function nearestWords(x: usize, count: i32, factor: f32): v128 {
  return i16x8.narrow_i32x4_s(
    nearest4(read(x, count), factor),
    count > 4 ? nearest4(read(x + 16, count - 4), factor) : i32x4.splat(0),
  );
}

// @ts-ignore: decorator
@inline
function nearest4(lanes: v128, factor: f32): v128 {
  const rounded = f32x4.add(f32x4.mul(lanes, f32x4.splat(factor)), f32x4.splat(ROUNDING));
  return i32x4.sub(rounded, i32x4.splat(reinterpret<i32>(ROUNDING)));
}

/** The greatest |w|. */
function largestOf(K: i32, w: usize): f32 {
  let lanes = f32x4.splat(0);
  for (let k = 0; k < K; k += 4) lanes = f32x4.max(lanes, f32x4.abs(read(w + (<usize>k << 2), K - k)));
  return maximumOfLanes(lanes);
}
