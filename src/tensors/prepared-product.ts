// Weights that are prepared once for many products: as they are or, if the kernels have a product of
// integers, rounded to them.
//
//   A[m] ≈ a[m] · largest[m] / leftSteps        B[n] ≈ b[n] · largest[n] / rightSteps
import type { IntegerProduct } from '../kernels/integer-module.js';
import { addProduct, type Engine, type Matrix, packTransposed } from './matrix.js';

/** out += A · Bᵀ with the prepared B (N, K). */
export type AddProduct = (A: Matrix, out: Matrix) => void;

/** Prepares B as it is now. */
export type Prepare = (engine: Engine, B: Matrix) => AddProduct;

export const prepareProduct: Prepare = (engine, B) => {
  const packed = packTransposed(engine, B);
  return (A, out) => addProduct(engine, A, packed, out);
};

// What 1 and -1 become; of weights, no more than the kernel takes.
const STATE_STEPS = { left: 127, right: 63 };

/** For an A of hidden states, which lie between -1 and 1: in 8-bit integers. */
export const prepareStateProduct: Prepare = (engine, B) => {
  const { integer } = engine.kernels;
  if (!integer) return prepareProduct(engine, B);
  return prepareIntegerProduct(engine, B, { product: integer.short, steps: STATE_STEPS, range: 1 });
};

const LARGEST_SUM = 2 ** 31 - 1;
const LARGEST_STEP = 2 ** 15 - 1;

/** For any A: in 16-bit integers, or as many of them as a sum over K has room for. */
export const prepareInputProduct: Prepare = (engine, B) => {
  const { integer } = engine.kernels;
  if (!integer) return prepareProduct(engine, B);
  const steps = Math.min(LARGEST_STEP, Math.floor(Math.sqrt(LARGEST_SUM / B.columns)));
  const both = { left: steps, right: steps };
  return prepareIntegerProduct(engine, B, { product: integer.long, steps: both, range: 0 });
};

interface Rounding {
  readonly product: IntegerProduct;
  readonly steps: { readonly left: number; readonly right: number };
  /** The greatest |a|; that of each row is found, if 0. */
  readonly range: number;
}

function prepareIntegerProduct(
  { memory, kernels }: Engine,
  { rows: N, columns: K, address, stride }: Matrix,
  { product, steps, range }: Rounding,
): AddProduct {
  const { bytes, tall, addIntegerProduct } = product;
  const panels = memory.allocate(kernels.weightPanelBytes(N, K, bytes));
  const scales = memory.allocate(Math.ceil(N / 16) * 64);
  kernels.packWeights(N, K, address, stride, bytes, steps.right, panels, scales);
  const rowBytes = kernels.integerRowBytes(K, bytes);
  return (A, out) => {
    const mark = memory.mark();
    const M = A.rows;
    const rows = memory.allocate(M * rowBytes);
    kernels.quantizeRows(M, K, A.address, A.stride, bytes, steps.left, range, rows);
    addIntegerProduct(M, N, K, rows, panels, scales, out.address, out.stride, tall);
    memory.release(mark);
  };
}
