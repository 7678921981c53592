// Matrices in the linear memory, and their products in the three orientations a layer and its gradients need.
import { type Kernels, productMode } from '../kernels/kernels.js';
import type { LinearMemory } from '../kernels/memory.js';

/** What every layer works with: one memory and the kernels over it. */
export interface Engine {
  readonly memory: LinearMemory;
  readonly kernels: Kernels;
}

/** Row-major single-precision numbers; `stride` is the distance between rows in elements. */
export interface Matrix {
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

/** A right operand in the layout of the product kernel: (K, N). */
export interface PackedMatrix {
  readonly panels: number;
  readonly K: number;
  readonly N: number;
}

/** A new matrix with undefined content. */
export function allocateMatrix(engine: Engine, rows: number, columns: number): Matrix {
  return {
    address: engine.memory.allocate(rows * columns * 4),
    rows,
    columns,
    stride: columns,
  };
}

export function zeroMatrix(engine: Engine, rows: number, columns: number): Matrix {
  const matrix = allocateMatrix(engine, rows, columns);
  engine.kernels.fill(rows * columns, 0, matrix.address);
  return matrix;
}

/** The same numbers, `count` columns from `first` on. */
export function columnsOf(matrix: Matrix, first: number, count: number): Matrix {
  return { ...matrix, address: matrix.address + first * 4, columns: count };
}

/** Address of a row. */
export function rowAddress(matrix: Matrix, row: number): number {
  return matrix.address + row * matrix.stride * 4;
}

/** A new matrix of the rows with these ids, `count` of them. @param ids address of (count) int32 */
export function rowsAt(engine: Engine, x: Matrix, ids: number, count: number): Matrix {
  const out = allocateMatrix(engine, count, x.columns);
  engine.kernels.gatherRows(count, x.columns, x.address, ids, out.address, out.stride);
  return out;
}

/** The way back: the sum of x's rows over each of `count` ids. */
export function sumsAt(engine: Engine, x: Matrix, ids: number, count: number): Matrix {
  const out = zeroMatrix(engine, count, x.columns);
  engine.kernels.scatterAddRows(x.rows, x.columns, x.address, x.stride, ids, out.address);
  return out;
}

/** Packs B for products A · B. */
export function pack(engine: Engine, B: Matrix): PackedMatrix {
  const { kernels, memory } = engine;
  const panels = memory.allocate(kernels.panelBytes(B.columns, B.rows));
  kernels.packPanels(B.columns, B.rows, B.address, B.stride, panels);
  return { panels, K: B.rows, N: B.columns };
}

/** Packs B for products A · Bᵀ. */
export function packTransposed(engine: Engine, B: Matrix): PackedMatrix {
  const { kernels, memory } = engine;
  const panels = memory.allocate(kernels.panelBytes(B.rows, B.columns));
  kernels.packPanelsTransposed(B.rows, B.columns, B.address, B.stride, panels);
  return { panels, K: B.columns, N: B.rows };
}

/** out = A · B, plus a bias row if given. */
export function multiply(
  engine: Engine,
  A: Matrix,
  B: PackedMatrix,
  out: Matrix,
  bias?: number,
): void {
  const mode = bias === undefined ? productMode.overwrite : productMode.addBias;
  product(engine, A, B, out, bias ?? 0, mode);
}

/** out += A · B */
export function addProduct(engine: Engine, A: Matrix, B: PackedMatrix, out: Matrix): void {
  product(engine, A, B, out, 0, productMode.accumulate);
}

/** out += Aᵀ · B for A (M, N) and B (M, K): the gradient of weights (N, K). */
export function addTransposedProduct(engine: Engine, A: Matrix, B: Matrix, out: Matrix): void {
  const { kernels, memory } = engine;
  const mark = memory.mark();
  const left = allocateMatrix(engine, A.columns, A.rows);
  kernels.transpose(A.rows, A.columns, A.address, A.stride, left.address, left.stride);
  addProduct(engine, left, pack(engine, B), out);
  memory.release(mark);
}

function product(
  { kernels }: Engine,
  A: Matrix,
  B: PackedMatrix,
  out: Matrix,
  bias: number,
  mode: number,
): void {
  kernels.multiplyPanels(
    A.rows,
    B.N,
    B.K,
    A.address,
    A.stride,
    B.panels,
    out.address,
    out.stride,
    bias,
    mode,
  );
}
