// The product of ../matrix.ts, with the same operands and the same bits, for engines that make one
// vector of eight numbers out of two neighboring vectors of four (V8's
// --experimental-wasm-revectorize). In other engines its twenty sums do not fit into the registers,
// and it is the slower one.
//
// V8 joins neighboring loads, stores and operations of one kind; so the four vectors of a row
// always stand side by side. It crashes on a vector that is passed to a function; so a tile is one
// function with everything inlined. K is unrolled by four with an exit between the steps, as in
// ../matrix.ts: without exits V8 unrolls the loop on its own and spills.
import { loadLanes, multiplyAdd, storeLanes } from '../lanes';
import { multiplyPanels as multiplyNarrow } from '../matrix';

const PANEL: i32 = 16;
const ROWS: i32 = 5;
// A tile takes the same time for fewer rows; from three rows on it is faster than two rows at a
// time.
const LEAST_ROWS: i32 = 3;
const OVERWRITE: i32 = 0;
const ADD_BIAS: i32 = 1;

/** As in ../matrix.ts. */
export function multiplyPanels(
  M: i32,
  N: i32,
  K: i32,
  A: usize,
  strideA: i32,
  panels: usize,
  C: usize,
  strideC: i32,
  bias: usize,
  mode: i32,
): void {
  if (M < LEAST_ROWS) {
    multiplyNarrow(M, N, K, A, strideA, panels, C, strideC, bias, mode);
    return;
  }
  const rowA = <usize>strideA << 2;
  const rowC = <usize>strideC << 2;
  for (let n = 0; n < N; n += PANEL) {
    const columns = min(PANEL, N - n);
    const from = bias + (<usize>n << 2);
    let a = A;
    let c = C + (<usize>n << 2);
    let m = 0;
    for (; M - m >= LEAST_ROWS; m += ROWS) {
      tile5x16(min(ROWS, M - m), K, a, rowA, panels, c, rowC, from, mode, columns);
      a += <usize>ROWS * rowA;
      c += <usize>ROWS * rowC;
    }
    if (m < M) multiplyNarrow(M - m, columns, K, a, strideA, panels, c, strideC, from, mode);
    panels += <usize>K * PANEL * 4;
  }
}

/**
 * Five rows by sixteen columns; with three or four `rows`, the last one is computed again in place
 * of the missing ones.
 */
function tile5x16(
  rows: i32,
  K: i32,
  a: usize,
  rowA: usize,
  p: usize,
  c: usize,
  rowC: usize,
  bias: usize,
  mode: i32,
  columns: i32,
): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c01 = zero, c02 = zero, c03 = zero;
  let c10 = zero, c11 = zero, c12 = zero, c13 = zero;
  let c20 = zero, c21 = zero, c22 = zero, c23 = zero;
  let c30 = zero, c31 = zero, c32 = zero, c33 = zero;
  let c40 = zero, c41 = zero, c42 = zero, c43 = zero;
  let a0 = a;
  let a1 = a0 + rowA;
  let a2 = a1 + rowA;
  let a3 = rows > 3 ? a2 + rowA : a2;
  let a4 = rows > 4 ? a3 + rowA : a3;
  let k = K;
  while (k > 0) {
    let b0 = v128.load(p), b1 = v128.load(p, 16), b2 = v128.load(p, 32), b3 = v128.load(p, 48);
    let x = v128.load32_splat(a0);
    c00 = multiplyAdd(x, b0, c00); c01 = multiplyAdd(x, b1, c01); c02 = multiplyAdd(x, b2, c02); c03 = multiplyAdd(x, b3, c03);
    x = v128.load32_splat(a1);
    c10 = multiplyAdd(x, b0, c10); c11 = multiplyAdd(x, b1, c11); c12 = multiplyAdd(x, b2, c12); c13 = multiplyAdd(x, b3, c13);
    x = v128.load32_splat(a2);
    c20 = multiplyAdd(x, b0, c20); c21 = multiplyAdd(x, b1, c21); c22 = multiplyAdd(x, b2, c22); c23 = multiplyAdd(x, b3, c23);
    x = v128.load32_splat(a3);
    c30 = multiplyAdd(x, b0, c30); c31 = multiplyAdd(x, b1, c31); c32 = multiplyAdd(x, b2, c32); c33 = multiplyAdd(x, b3, c33);
    x = v128.load32_splat(a4);
    c40 = multiplyAdd(x, b0, c40); c41 = multiplyAdd(x, b1, c41); c42 = multiplyAdd(x, b2, c42); c43 = multiplyAdd(x, b3, c43);
    if (k == 1) break;
    b0 = v128.load(p, 64); b1 = v128.load(p, 80); b2 = v128.load(p, 96); b3 = v128.load(p, 112);
    x = v128.load32_splat(a0, 4);
    c00 = multiplyAdd(x, b0, c00); c01 = multiplyAdd(x, b1, c01); c02 = multiplyAdd(x, b2, c02); c03 = multiplyAdd(x, b3, c03);
    x = v128.load32_splat(a1, 4);
    c10 = multiplyAdd(x, b0, c10); c11 = multiplyAdd(x, b1, c11); c12 = multiplyAdd(x, b2, c12); c13 = multiplyAdd(x, b3, c13);
    x = v128.load32_splat(a2, 4);
    c20 = multiplyAdd(x, b0, c20); c21 = multiplyAdd(x, b1, c21); c22 = multiplyAdd(x, b2, c22); c23 = multiplyAdd(x, b3, c23);
    x = v128.load32_splat(a3, 4);
    c30 = multiplyAdd(x, b0, c30); c31 = multiplyAdd(x, b1, c31); c32 = multiplyAdd(x, b2, c32); c33 = multiplyAdd(x, b3, c33);
    x = v128.load32_splat(a4, 4);
    c40 = multiplyAdd(x, b0, c40); c41 = multiplyAdd(x, b1, c41); c42 = multiplyAdd(x, b2, c42); c43 = multiplyAdd(x, b3, c43);
    if (k == 2) break;
    b0 = v128.load(p, 128); b1 = v128.load(p, 144); b2 = v128.load(p, 160); b3 = v128.load(p, 176);
    x = v128.load32_splat(a0, 8);
    c00 = multiplyAdd(x, b0, c00); c01 = multiplyAdd(x, b1, c01); c02 = multiplyAdd(x, b2, c02); c03 = multiplyAdd(x, b3, c03);
    x = v128.load32_splat(a1, 8);
    c10 = multiplyAdd(x, b0, c10); c11 = multiplyAdd(x, b1, c11); c12 = multiplyAdd(x, b2, c12); c13 = multiplyAdd(x, b3, c13);
    x = v128.load32_splat(a2, 8);
    c20 = multiplyAdd(x, b0, c20); c21 = multiplyAdd(x, b1, c21); c22 = multiplyAdd(x, b2, c22); c23 = multiplyAdd(x, b3, c23);
    x = v128.load32_splat(a3, 8);
    c30 = multiplyAdd(x, b0, c30); c31 = multiplyAdd(x, b1, c31); c32 = multiplyAdd(x, b2, c32); c33 = multiplyAdd(x, b3, c33);
    x = v128.load32_splat(a4, 8);
    c40 = multiplyAdd(x, b0, c40); c41 = multiplyAdd(x, b1, c41); c42 = multiplyAdd(x, b2, c42); c43 = multiplyAdd(x, b3, c43);
    if (k == 3) break;
    b0 = v128.load(p, 192); b1 = v128.load(p, 208); b2 = v128.load(p, 224); b3 = v128.load(p, 240);
    x = v128.load32_splat(a0, 12);
    c00 = multiplyAdd(x, b0, c00); c01 = multiplyAdd(x, b1, c01); c02 = multiplyAdd(x, b2, c02); c03 = multiplyAdd(x, b3, c03);
    x = v128.load32_splat(a1, 12);
    c10 = multiplyAdd(x, b0, c10); c11 = multiplyAdd(x, b1, c11); c12 = multiplyAdd(x, b2, c12); c13 = multiplyAdd(x, b3, c13);
    x = v128.load32_splat(a2, 12);
    c20 = multiplyAdd(x, b0, c20); c21 = multiplyAdd(x, b1, c21); c22 = multiplyAdd(x, b2, c22); c23 = multiplyAdd(x, b3, c23);
    x = v128.load32_splat(a3, 12);
    c30 = multiplyAdd(x, b0, c30); c31 = multiplyAdd(x, b1, c31); c32 = multiplyAdd(x, b2, c32); c33 = multiplyAdd(x, b3, c33);
    x = v128.load32_splat(a4, 12);
    c40 = multiplyAdd(x, b0, c40); c41 = multiplyAdd(x, b1, c41); c42 = multiplyAdd(x, b2, c42); c43 = multiplyAdd(x, b3, c43);
    k -= 4;
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    a4 += 16;
    p += 256;
  }
  let from = mode == ADD_BIAS ? bias : c;
  const rowFrom: usize = mode == ADD_BIAS ? 0 : rowC;
  if (columns < PANEL) {
    finishRow(c00, c01, c02, c03, c, from, mode, columns);
    c += rowC; from += rowFrom;
    finishRow(c10, c11, c12, c13, c, from, mode, columns);
    c += rowC; from += rowFrom;
    finishRow(c20, c21, c22, c23, c, from, mode, columns);
    if (rows == 3) return;
    c += rowC; from += rowFrom;
    finishRow(c30, c31, c32, c33, c, from, mode, columns);
    if (rows == 4) return;
    c += rowC; from += rowFrom;
    finishRow(c40, c41, c42, c43, c, from, mode, columns);
    return;
  }
  // Missing rows are written over the last one, with the same numbers, after everything is read.
  const c1 = c + rowC, c2 = c1 + rowC, c3 = rows > 3 ? c2 + rowC : c2, c4 = rows > 4 ? c3 + rowC : c3;
  if (mode != OVERWRITE) {
    c00 = f32x4.add(c00, v128.load(from)); c01 = f32x4.add(c01, v128.load(from, 16)); c02 = f32x4.add(c02, v128.load(from, 32)); c03 = f32x4.add(c03, v128.load(from, 48));
    from = mode == ADD_BIAS ? bias : c1;
    c10 = f32x4.add(c10, v128.load(from)); c11 = f32x4.add(c11, v128.load(from, 16)); c12 = f32x4.add(c12, v128.load(from, 32)); c13 = f32x4.add(c13, v128.load(from, 48));
    from = mode == ADD_BIAS ? bias : c2;
    c20 = f32x4.add(c20, v128.load(from)); c21 = f32x4.add(c21, v128.load(from, 16)); c22 = f32x4.add(c22, v128.load(from, 32)); c23 = f32x4.add(c23, v128.load(from, 48));
    from = mode == ADD_BIAS ? bias : c3;
    c30 = f32x4.add(c30, v128.load(from)); c31 = f32x4.add(c31, v128.load(from, 16)); c32 = f32x4.add(c32, v128.load(from, 32)); c33 = f32x4.add(c33, v128.load(from, 48));
    from = mode == ADD_BIAS ? bias : c4;
    c40 = f32x4.add(c40, v128.load(from)); c41 = f32x4.add(c41, v128.load(from, 16)); c42 = f32x4.add(c42, v128.load(from, 32)); c43 = f32x4.add(c43, v128.load(from, 48));
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c02, 32); v128.store(c, c03, 48);
  v128.store(c1, c10); v128.store(c1, c11, 16); v128.store(c1, c12, 32); v128.store(c1, c13, 48);
  v128.store(c2, c20); v128.store(c2, c21, 16); v128.store(c2, c22, 32); v128.store(c2, c23, 48);
  v128.store(c3, c30); v128.store(c3, c31, 16); v128.store(c3, c32, 32); v128.store(c3, c33, 48);
  v128.store(c4, c40); v128.store(c4, c41, 16); v128.store(c4, c42, 32); v128.store(c4, c43, 48);
}

/** Adds what `mode` asks for to a row of sums and writes the first `columns` of them. */
// @ts-ignore: decorator
@inline
function finishRow(c0: v128, c1: v128, c2: v128, c3: v128, c: usize, from: usize, mode: i32, columns: i32): void {
  finish(c0, c, from, mode, columns);
  finish(c1, c + 16, from + 16, mode, columns - 4);
  finish(c2, c + 32, from + 32, mode, columns - 8);
  finish(c3, c + 48, from + 48, mode, columns - 12);
}

// @ts-ignore: decorator
@inline
function finish(sums: v128, c: usize, from: usize, mode: i32, columns: i32): void {
  if (columns >= 4) {
    if (mode != OVERWRITE) sums = f32x4.add(sums, v128.load(from));
    v128.store(c, sums);
  } else if (columns > 0) {
    if (mode != OVERWRITE) sums = f32x4.add(sums, loadLanes(from, columns));
    storeLanes(c, sums, columns);
  }
}
