// Matrices in linear memory and their products, in the three orientations that a layer and its
// gradients need.
import { productMode } from '../kernels/kernels.js';
import type { SharingEngine } from './sharing.js';

/** One memory and the kernels that compute in it: every layer works with both. */
export type Engine = SharingEngine;

/** Row-major single-precision numbers; `stride` is the distance between rows in elements. */
export interface Matrix {
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

/** A right operand (K, N) in the layout of the product kernel. */
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

/** A view of `count` columns from `first` on. */
export function columnsOf(matrix: Matrix, first: number, count: number): Matrix {
  return { ...matrix, address: matrix.address + first * 4, columns: count };
}

export function rowAddress(matrix: Matrix, row: number): number {
  return matrix.address + row * matrix.stride * 4;
}

/** A view of `rows` rows from `first` on. */
export function rowsOf(matrix: Matrix, first: number, rows: number): Matrix {
  return { ...matrix, address: rowAddress(matrix, first), rows };
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

/** out = A · B */
export function multiply(engine: Engine, A: Matrix, B: PackedMatrix, out: Matrix): void {
  product(engine, A, B, out, productMode.overwrite, 0);
}

/** out = A · B + b, with the row b added to every row of the product. */
export function affine(
  engine: Engine,
  A: Matrix,
  { B, b }: { readonly B: PackedMatrix; readonly b: number },
  out: Matrix,
): void {
  product(engine, A, B, out, productMode.addBias, b);
}

/** out += A · B */
export function addProduct(engine: Engine, A: Matrix, B: PackedMatrix, out: Matrix): void {
  product(engine, A, B, out, productMode.accumulate, 0);
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

/** out += the sum of the rows of A (M, N): the gradient of a bias (N), at the address `out`. */
export function addColumnSums({ kernels }: Engine, A: Matrix, out: number): void {
  kernels.addColumnSums(A.rows, A.columns, A.address, A.stride, out);
}

// As many arguments as the kernel's need: it is called at every step of a recurrence.
function product(
  { kernels }: Engine,
  A: Matrix,
  B: PackedMatrix,
  out: Matrix,
  mode: number,
  bias: number,
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
