// Tables of vectors: rows picked by id, their gradients added up by id, and rows quantized to
// bytes.
import { axpy } from './vector';
import { storeLanes } from './lanes';

/**
 * out[r] = table[ids[r]] for `count` ids (int32), which may repeat.
 *
 * table (·, width) without gaps between rows; out (count, width) in rows of `outStride` floats.
 * Nothing overlaps.
 */
export function gatherRows(
  count: i32,
  width: i32,
  table: usize,
  ids: usize,
  out: usize,
  outStride: i32,
): void {
  for (let r = 0; r < count; r++) {
    const row = table + (<usize>load<i32>(ids) * <usize>width << 2);
    memory.copy(out, row, <usize>width << 2);
    ids += 4;
    out += <usize>outStride << 2;
  }
}

/**
 * out[slots[r]] += x[r], in rising order of r, for `count` slots (int32), which may repeat.
 *
 * x (count, width) in rows of `stride` floats; out (·, width) without gaps between rows. Nothing
 * overlaps.
 */
export function scatterAddRows(
  count: i32,
  width: i32,
  x: usize,
  stride: i32,
  slots: usize,
  out: usize,
): void {
  for (let r = 0; r < count; r++) {
    axpy(width, 1, x, out + (<usize>load<i32>(slots) * <usize>width << 2));
    slots += 4;
    x += <usize>stride << 2;
  }
}

/**
 * Rounds a row to bytes and returns their scale:
 *
 *   scale = max |x| / 127      out = x / scale, rounded to the nearest, ties to even
 *
 * out · scale is off from x by at most scale / 2; a row of zeros has scale 0, a row with a NaN has
 * scale NaN. x (width); out (width) int8. Nothing overlaps.
 */
export function quantizeRow(width: i32, x: usize, out: usize): f32 {
  let largest: f32 = 0;
  for (let j = 0; j < width; j++) largest = max(largest, abs(load<f32>(x + (<usize>j << 2))));
  const scale = largest / 127;
  if (scale == 0) {
    memory.fill(out, 0, width);
    return 0;
  }
  for (let j = 0; j < width; j++) {
    const steps = nearest(load<f32>(x + (<usize>j << 2)) / scale);
    store<i8>(out + j, <i8>(<i32>max<f32>(-127, min<f32>(127, steps))));
  }
  return scale;
}

/**
 * out[r] = rows[ids[r]] · scales[ids[r]] for `count` ids (int32), which may repeat.
 *
 * rows (·, width) int8 without gaps; scales (·); out (count, width) in rows of `outStride` floats.
 * Nothing overlaps.
 */
export function gatherQuantizedRows(
  count: i32,
  width: i32,
  rows: usize,
  scales: usize,
  ids: usize,
  out: usize,
  outStride: i32,
): void {
  for (let r = 0; r < count; r++) {
    const id = <usize>load<i32>(ids);
    const scale = f32x4.splat(load<f32>(scales + (id << 2)));
    const row = rows + id * <usize>width;
    for (let j = 0; j < width; j += 4) {
      const rest = width - j;
      const bytes = loadBytes(row + j, rest);
      const steps = i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(bytes));
      const lanes = f32x4.mul(f32x4.convert_i32x4_s(steps), scale);
      if (rest >= 4) v128.store(out + (<usize>j << 2), lanes);
      else storeLanes(out + (<usize>j << 2), lanes, rest);
    }
    ids += 4;
    out += <usize>outStride << 2;
  }
}

// @ts-ignore: decorator
@inline
function loadBytes(address: usize, count: i32): v128 {
  if (count >= 4) return v128.load32_zero(address);
  let bytes = i8x16.splat(load<i8>(address));
  if (count > 1) bytes = i8x16.replace_lane(bytes, 1, load<i8>(address, 1));
  if (count > 2) bytes = i8x16.replace_lane(bytes, 2, load<i8>(address, 2));
  return bytes;
}
