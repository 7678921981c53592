// Matrix product C = A · B in single precision. B is packed first, in panels of 16 columns:
//
//   panels[n / 16][k][n % 16] = B[k][n], the last panel padded with zeros
//
// so that the inner loop reads it in one stream. A tile of C, 2 rows by 16 columns or 1 row by 32,
// stays in eight registers over the whole of K; eight accumulators are what V8's fifteen registers
// hold without spilling. K is unrolled by four with an exit between the steps, which keeps V8 from
// hoisting all loads and spilling. Every element is summed over k in rising order, whichever tile
// computes it: the bits of a row do not depend on how many rows are multiplied together.
import { loadLanes, multiplyAdd, storeLanes } from './lanes';

const PANEL: i32 = 16;
const OVERWRITE: i32 = 0;
const ADD_BIAS: i32 = 1;

/**
 * Bytes that `packPanels` and `packPanelsTransposed` write for a right operand of K rows and N
 * columns.
 */
export function panelBytes(N: i32, K: i32): i32 {
  return ((N + PANEL - 1) / PANEL) * K * PANEL * 4;
}

/** Packs B (K, N), in rows of `stride` floats, into `panels` (see panelBytes). Nothing overlaps. */
export function packPanels(N: i32, K: i32, B: usize, stride: i32, panels: usize): void {
  const rowBytes = <usize>stride << 2;
  let n = 0;
  for (; n + PANEL <= N; n += PANEL) {
    let source = B + (<usize>n << 2);
    for (let k = 0; k < K; k++) {
      v128.store(panels, v128.load(source));
      v128.store(panels, v128.load(source, 16), 16);
      v128.store(panels, v128.load(source, 32), 32);
      v128.store(panels, v128.load(source, 48), 48);
      source += rowBytes;
      panels += PANEL * 4;
    }
  }
  if (n == N) return;
  memory.fill(panels, 0, <usize>K * PANEL * 4);
  for (let k = 0; k < K; k++) {
    memory.copy(panels, B + (<usize>n << 2) + <usize>k * rowBytes, <usize>(N - n) << 2);
    panels += PANEL * 4;
  }
}

/**
 * Packs the transpose of B (N, K), in rows of `stride` floats: panels[n / 16][k][n % 16] = B[n][k].
 * Nothing overlaps.
 */
export function packPanelsTransposed(N: i32, K: i32, B: usize, stride: i32, panels: usize): void {
  for (let n = 0; n < N; n += PANEL) {
    const columns = min(PANEL, N - n);
    if (columns < PANEL) memory.fill(panels, 0, <usize>K * PANEL * 4);
    transpose(columns, K, B + (<usize>(n * stride) << 2), stride, panels, PANEL);
    panels += <usize>K * PANEL * 4;
  }
}

/** out[c][r] = A[r][c] for A (rows, columns), with strides in floats. Nothing overlaps. */
export function transpose(
  rows: i32,
  columns: i32,
  A: usize,
  stride: i32,
  out: usize,
  outStride: i32,
): void {
  const wholeRows = rows & ~3;
  const wholeColumns = columns & ~3;
  for (let r = 0; r < wholeRows; r += 4) {
    for (let c = 0; c < wholeColumns; c += 4) {
      transposeBlock(
        A + (<usize>(r * stride + c) << 2),
        <usize>stride << 2,
        out + (<usize>(c * outStride + r) << 2),
        <usize>outStride << 2,
      );
    }
  }
  for (let r = 0; r < rows; r++) {
    for (let c = r < wholeRows ? wholeColumns : 0; c < columns; c++) {
      const value = load<f32>(A + (<usize>(r * stride + c) << 2));
      store<f32>(out + (<usize>(c * outStride + r) << 2), value);
    }
  }
}

/** Transposes four rows by four columns; strides in bytes. */
// @ts-ignore: decorator
@inline
function transposeBlock(source: usize, sourceBytes: usize, target: usize, targetBytes: usize): void {
  const a = v128.load(source);
  const b = v128.load(source + sourceBytes);
  const c = v128.load(source + 2 * sourceBytes);
  const d = v128.load(source + 3 * sourceBytes);
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5));
  v128.store(target + targetBytes, v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7));
  v128.store(target + 2 * targetBytes, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
  v128.store(target + 3 * targetBytes, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7));
}

/**
 * C (M, N) from A (M, K) and packed B (K, N).
 *
 *   mode 0: C = A·B        mode 1: C = A·B + bias, a row of N        mode 2: C += A·B
 *
 * Strides in floats; rows of A may overlap each other (strideA < K), C overlaps nothing; `bias` is
 * read only in mode 1.
 */
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
  const rowA = <usize>strideA << 2;
  const rowC = <usize>strideC << 2;
  const panelSize = <usize>K * PANEL * 4;
  let n = 0;
  if (M == 1) {
    for (; n + 2 * PANEL <= N; n += 2 * PANEL) {
      tile1x32(K, A, panels, panelSize, C + (<usize>n << 2), bias + (<usize>n << 2), mode);
      panels += 2 * panelSize;
    }
  }
  for (; n < N; n += PANEL) {
    const columns = min(PANEL, N - n);
    const from = bias + (<usize>n << 2);
    let a = A;
    let c = C + (<usize>n << 2);
    let m = 0;
    for (; m + 2 <= M; m += 2) {
      tile2x16(K, a, rowA, panels, c, rowC, from, mode, columns);
      a += 2 * rowA;
      c += 2 * rowC;
    }
    if (m < M) tile1x16(K, a, panels, c, from, mode, columns);
    panels += panelSize;
  }
}

/** Adds what `mode` asks for to four sums and writes the first `columns` of them. */
// @ts-ignore: decorator
@inline
function finish(sums: v128, c: usize, bias: usize, mode: i32, columns: i32): void {
  if (columns >= 4) {
    if (mode != OVERWRITE) sums = f32x4.add(sums, v128.load(mode == ADD_BIAS ? bias : c));
    v128.store(c, sums);
  } else if (columns > 0) {
    if (mode != OVERWRITE) sums = f32x4.add(sums, loadLanes(mode == ADD_BIAS ? bias : c, columns));
    storeLanes(c, sums, columns);
  }
}

function finishRow(c0: v128, c1: v128, c2: v128, c3: v128, c: usize, bias: usize, mode: i32, columns: i32): void {
  finish(c0, c, bias, mode, columns);
  finish(c1, c + 16, bias + 16, mode, columns - 4);
  finish(c2, c + 32, bias + 32, mode, columns - 8);
  finish(c3, c + 48, bias + 48, mode, columns - 12);
}

function tile2x16(
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
  let a0 = a;
  let a1 = a + rowA;
  let k = K;
  while (k > 0) {
    let x0 = v128.load32_splat(a0), x1 = v128.load32_splat(a1);
    let b = v128.load(p); c00 = multiplyAdd(x0, b, c00); c10 = multiplyAdd(x1, b, c10);
    b = v128.load(p, 16); c01 = multiplyAdd(x0, b, c01); c11 = multiplyAdd(x1, b, c11);
    b = v128.load(p, 32); c02 = multiplyAdd(x0, b, c02); c12 = multiplyAdd(x1, b, c12);
    b = v128.load(p, 48); c03 = multiplyAdd(x0, b, c03); c13 = multiplyAdd(x1, b, c13);
    if (k == 1) break;
    x0 = v128.load32_splat(a0, 4); x1 = v128.load32_splat(a1, 4);
    b = v128.load(p, 64); c00 = multiplyAdd(x0, b, c00); c10 = multiplyAdd(x1, b, c10);
    b = v128.load(p, 80); c01 = multiplyAdd(x0, b, c01); c11 = multiplyAdd(x1, b, c11);
    b = v128.load(p, 96); c02 = multiplyAdd(x0, b, c02); c12 = multiplyAdd(x1, b, c12);
    b = v128.load(p, 112); c03 = multiplyAdd(x0, b, c03); c13 = multiplyAdd(x1, b, c13);
    if (k == 2) break;
    x0 = v128.load32_splat(a0, 8); x1 = v128.load32_splat(a1, 8);
    b = v128.load(p, 128); c00 = multiplyAdd(x0, b, c00); c10 = multiplyAdd(x1, b, c10);
    b = v128.load(p, 144); c01 = multiplyAdd(x0, b, c01); c11 = multiplyAdd(x1, b, c11);
    b = v128.load(p, 160); c02 = multiplyAdd(x0, b, c02); c12 = multiplyAdd(x1, b, c12);
    b = v128.load(p, 176); c03 = multiplyAdd(x0, b, c03); c13 = multiplyAdd(x1, b, c13);
    if (k == 3) break;
    x0 = v128.load32_splat(a0, 12); x1 = v128.load32_splat(a1, 12);
    b = v128.load(p, 192); c00 = multiplyAdd(x0, b, c00); c10 = multiplyAdd(x1, b, c10);
    b = v128.load(p, 208); c01 = multiplyAdd(x0, b, c01); c11 = multiplyAdd(x1, b, c11);
    b = v128.load(p, 224); c02 = multiplyAdd(x0, b, c02); c12 = multiplyAdd(x1, b, c12);
    b = v128.load(p, 240); c03 = multiplyAdd(x0, b, c03); c13 = multiplyAdd(x1, b, c13);
    k -= 4;
    a0 += 16;
    a1 += 16;
    p += 256;
  }
  finishRow(c00, c01, c02, c03, c, bias, mode, columns);
  finishRow(c10, c11, c12, c13, c + rowC, bias, mode, columns);
}

function tile1x16(K: i32, a: usize, p: usize, c: usize, bias: usize, mode: i32, columns: i32): void {
  const zero = f32x4.splat(0);
  let c0 = zero, c1 = zero, c2 = zero, c3 = zero;
  for (let k = 0; k < K; k++) {
    const x = v128.load32_splat(a);
    c0 = multiplyAdd(x, v128.load(p), c0);
    c1 = multiplyAdd(x, v128.load(p, 16), c1);
    c2 = multiplyAdd(x, v128.load(p, 32), c2);
    c3 = multiplyAdd(x, v128.load(p, 48), c3);
    a += 4;
    p += 64;
  }
  finishRow(c0, c1, c2, c3, c, bias, mode, columns);
}

function tile1x32(K: i32, a: usize, p: usize, panelSize: usize, c: usize, bias: usize, mode: i32): void {
  const zero = f32x4.splat(0);
  let c0 = zero, c1 = zero, c2 = zero, c3 = zero;
  let c4 = zero, c5 = zero, c6 = zero, c7 = zero;
  let q = p + panelSize;
  for (let k = 0; k < K; k++) {
    const x = v128.load32_splat(a);
    c0 = multiplyAdd(x, v128.load(p), c0);
    c1 = multiplyAdd(x, v128.load(p, 16), c1);
    c2 = multiplyAdd(x, v128.load(p, 32), c2);
    c3 = multiplyAdd(x, v128.load(p, 48), c3);
    c4 = multiplyAdd(x, v128.load(q), c4);
    c5 = multiplyAdd(x, v128.load(q, 16), c5);
    c6 = multiplyAdd(x, v128.load(q, 32), c6);
    c7 = multiplyAdd(x, v128.load(q, 48), c7);
    a += 4;
    p += 64;
    q += 64;
  }
  finishRow(c0, c1, c2, c3, c, bias, mode, PANEL);
  finishRow(c4, c5, c6, c7, c + 64, bias + 64, mode, PANEL);
}
