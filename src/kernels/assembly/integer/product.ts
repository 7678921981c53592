// The product of rows and weights in integers, with the operands of ./layout.ts. A sum of
// integers is the same in any order, so both builds give the same bits on every machine:
//
//   plain          two bytes a number and the product of simd128
//   relaxed SIMD   one byte a number, and an instruction that multiplies and adds sixteen pairs. Its
//                  result is only relaxed if the second number of a pair has its highest bit set,
//                  which no weight has
//
// The loops are not unrolled: V8 does not spill here.
import { loadLanes, storeLanes } from '../lanes';
import { GROUP_BYTES, groupCount, HEAD_BYTES, PANEL, integerRowBytes } from './layout';

const BYTES: i32 = ASC_FEATURE_RELAXED_SIMD ? 1 : 2;

/** Bytes of a number in the operands. */
export function bytesPerNumber(): i32 {
  return BYTES;
}

/**
 * Four products of the bytes of a and b, added up, with b read as this engine reads it: 129540 for
 * bytes of 127 and 255 if one instruction multiplies and adds. The plain build returns 0.
 */
export function sumOfBytes(a: i32, b: i32): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return 0;
  const zero = i32x4.splat(0);
  return i32x4.extract_lane(
    i32x4.relaxed_dot_i8x16_i7x16_add_s(i32x4.splat(a), i32x4.splat(b), zero),
    0,
  );
}

/**
 *   C (M, N) += A (M, K) · B (K, N)
 *
 * with each sum multiplied by the scale of its column, and then by that of its row.
 *
 * @param tall whether to compute four rows at a time, which is faster in vectors of 256 bits, and
 * not two
 */
export function addIntegerProduct(
  M: i32,
  N: i32,
  K: i32,
  rows: usize,
  panels: usize,
  scales: usize,
  C: usize,
  strideC: i32,
  tall: bool,
): void {
  const groups = groupCount(K, BYTES);
  const rowBytes = <usize>integerRowBytes(K, BYTES);
  const rowC = <usize>strideC << 2;
  for (let n = 0; n < N; n += PANEL) {
    const columns = min(PANEL, N - n);
    let a = rows;
    let c = C + (<usize>n << 2);
    let m = 0;
    if (tall) {
      for (; M - m > 2; m += 4) {
        tile4x16(min(4, M - m), groups, a, rowBytes, panels, scales, c, rowC, columns);
        a += 4 * rowBytes;
        c += 4 * rowC;
      }
    }
    for (; m < M; m += 2) {
      tile2x16(min(2, M - m), groups, a, rowBytes, panels, scales, c, rowC, columns);
      a += 2 * rowBytes;
      c += 2 * rowC;
    }
    panels += <usize>groups * GROUP_BYTES;
    scales += PANEL * 4;
  }
}

/** The sums of each pair or quadruple of products, added to four sums. */
// @ts-ignore: decorator
@inline
function multiplyGroups(row: v128, weights: v128, sums: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    return i32x4.relaxed_dot_i8x16_i7x16_add_s(row, weights, sums);
  }
  return i32x4.add(sums, i32x4.dot_i16x8_s(weights, row));
}

/** Two rows; a missing one is the first one again. */
function tile2x16(
  rows: i32,
  groups: i32,
  a: usize,
  rowBytes: usize,
  p: usize,
  scales: usize,
  c: usize,
  rowC: usize,
  columns: i32,
): void {
  const row1 = rows > 1 ? a + rowBytes : a;
  let a0 = a, a1 = row1;
  let c00 = v128.load32_splat(a0), c01 = c00, c02 = c00, c03 = c00;
  let c10 = v128.load32_splat(a1), c11 = c10, c12 = c10, c13 = c10;
  for (let group = 0; group < groups; group++) {
    const x0 = v128.load32_splat(a0, HEAD_BYTES), x1 = v128.load32_splat(a1, HEAD_BYTES);
    let b = v128.load(p); c00 = multiplyGroups(x0, b, c00); c10 = multiplyGroups(x1, b, c10);
    b = v128.load(p, 16); c01 = multiplyGroups(x0, b, c01); c11 = multiplyGroups(x1, b, c11);
    b = v128.load(p, 32); c02 = multiplyGroups(x0, b, c02); c12 = multiplyGroups(x1, b, c12);
    b = v128.load(p, 48); c03 = multiplyGroups(x0, b, c03); c13 = multiplyGroups(x1, b, c13);
    a0 += 4; a1 += 4;
    p += GROUP_BYTES;
  }
  const s0 = v128.load(scales), s1 = v128.load(scales, 16), s2 = v128.load(scales, 32), s3 = v128.load(scales, 48);
  const r0 = v128.load32_splat(a, 4);
  c00 = scaled(c00, s0, r0); c01 = scaled(c01, s1, r0); c02 = scaled(c02, s2, r0); c03 = scaled(c03, s3, r0);
  const r1 = v128.load32_splat(row1, 4);
  c10 = scaled(c10, s0, r1); c11 = scaled(c11, s1, r1); c12 = scaled(c12, s2, r1); c13 = scaled(c13, s3, r1);
  addRow(c00, c01, c02, c03, c, columns);
  if (rows > 1) addRow(c10, c11, c12, c13, c + rowC, columns);
}

/** Four rows, or three; the missing one is the last one again. */
function tile4x16(
  rows: i32,
  groups: i32,
  a: usize,
  rowBytes: usize,
  p: usize,
  scales: usize,
  c: usize,
  rowC: usize,
  columns: i32,
): void {
  const row1 = a + rowBytes, row2 = row1 + rowBytes, row3 = rows > 3 ? row2 + rowBytes : row2;
  let a0 = a, a1 = row1, a2 = row2, a3 = row3;
  let c00 = v128.load32_splat(a0), c01 = c00, c02 = c00, c03 = c00;
  let c10 = v128.load32_splat(a1), c11 = c10, c12 = c10, c13 = c10;
  let c20 = v128.load32_splat(a2), c21 = c20, c22 = c20, c23 = c20;
  let c30 = v128.load32_splat(a3), c31 = c30, c32 = c30, c33 = c30;
  for (let group = 0; group < groups; group++) {
    const b0 = v128.load(p), b1 = v128.load(p, 16), b2 = v128.load(p, 32), b3 = v128.load(p, 48);
    let x = v128.load32_splat(a0, HEAD_BYTES);
    c00 = multiplyGroups(x, b0, c00); c01 = multiplyGroups(x, b1, c01); c02 = multiplyGroups(x, b2, c02); c03 = multiplyGroups(x, b3, c03);
    x = v128.load32_splat(a1, HEAD_BYTES);
    c10 = multiplyGroups(x, b0, c10); c11 = multiplyGroups(x, b1, c11); c12 = multiplyGroups(x, b2, c12); c13 = multiplyGroups(x, b3, c13);
    x = v128.load32_splat(a2, HEAD_BYTES);
    c20 = multiplyGroups(x, b0, c20); c21 = multiplyGroups(x, b1, c21); c22 = multiplyGroups(x, b2, c22); c23 = multiplyGroups(x, b3, c23);
    x = v128.load32_splat(a3, HEAD_BYTES);
    c30 = multiplyGroups(x, b0, c30); c31 = multiplyGroups(x, b1, c31); c32 = multiplyGroups(x, b2, c32); c33 = multiplyGroups(x, b3, c33);
    a0 += 4; a1 += 4; a2 += 4; a3 += 4;
    p += GROUP_BYTES;
  }
  const s0 = v128.load(scales), s1 = v128.load(scales, 16), s2 = v128.load(scales, 32), s3 = v128.load(scales, 48);
  const r0 = v128.load32_splat(a, 4);
  c00 = scaled(c00, s0, r0); c01 = scaled(c01, s1, r0); c02 = scaled(c02, s2, r0); c03 = scaled(c03, s3, r0);
  const r1 = v128.load32_splat(row1, 4);
  c10 = scaled(c10, s0, r1); c11 = scaled(c11, s1, r1); c12 = scaled(c12, s2, r1); c13 = scaled(c13, s3, r1);
  const r2 = v128.load32_splat(row2, 4);
  c20 = scaled(c20, s0, r2); c21 = scaled(c21, s1, r2); c22 = scaled(c22, s2, r2); c23 = scaled(c23, s3, r2);
  const r3 = v128.load32_splat(row3, 4);
  c30 = scaled(c30, s0, r3); c31 = scaled(c31, s1, r3); c32 = scaled(c32, s2, r3); c33 = scaled(c33, s3, r3);
  addRow(c00, c01, c02, c03, c, columns);
  addRow(c10, c11, c12, c13, c + rowC, columns);
  addRow(c20, c21, c22, c23, c + 2 * rowC, columns);
  if (rows > 3) addRow(c30, c31, c32, c33, c + 3 * rowC, columns);
}

// @ts-ignore: decorator
@inline
function scaled(sums: v128, scales: v128, rowScale: v128): v128 {
  return f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(sums), scales), rowScale);
}

/** Adds the first `columns` of a row of sums to C. V8 crashes on a vector that is an argument. */
// @ts-ignore: decorator
@inline
function addRow(c0: v128, c1: v128, c2: v128, c3: v128, c: usize, columns: i32): void {
  if (columns >= PANEL) {
    c0 = f32x4.add(c0, v128.load(c)); c1 = f32x4.add(c1, v128.load(c, 16)); c2 = f32x4.add(c2, v128.load(c, 32)); c3 = f32x4.add(c3, v128.load(c, 48));
    v128.store(c, c0); v128.store(c, c1, 16); v128.store(c, c2, 32); v128.store(c, c3, 48);
  } else {
    addLanes(c0, c, columns);
    addLanes(c1, c + 16, columns - 4);
    addLanes(c2, c + 32, columns - 8);
    addLanes(c3, c + 48, columns - 12);
  }
}

// @ts-ignore: decorator
@inline
function addLanes(sums: v128, c: usize, columns: i32): void {
  if (columns >= 4) v128.store(c, f32x4.add(sums, v128.load(c)));
  else if (columns > 0) storeLanes(c, f32x4.add(sums, loadLanes(c, columns)), columns);
}
