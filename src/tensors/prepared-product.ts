// Weights that are prepared once for many products.
import type { IntegerProduct } from '../kernels/integer-module.js';
import { addProduct, type Engine, type Matrix, packTransposed } from './matrix.js';

/** out += A · Bᵀ with the prepared B (N, K). */
export type AddProduct = (A: Matrix, out: Matrix) => void;

/** Prepares B as it is now. */
export function prepareProduct(engine: Engine, B: Matrix): AddProduct {
  const packed = packTransposed(engine, B);
  return (A, out) => addProduct(engine, A, packed, out);
}

/**
 * The same for an A of hidden states, which lie between -1 and 1: in whole numbers, if the kernels
 * have a product of them.
 */
export function prepareStateProduct(engine: Engine, B: Matrix): AddProduct {
  const { integer } = engine.kernels;
  return integer ? prepareIntegerProduct(engine, B, integer) : prepareProduct(engine, B);
}

//   A ≈ a / 127    B[n] ≈ b[n] · largest[n] / 63    out[m, n] += Σ_k a[m, k] b[n, k] · scales[n]
function prepareIntegerProduct(
  { memory, kernels }: Engine,
  { rows: N, columns: K, address, stride }: Matrix,
  { bytes, tall, addIntegerProduct }: IntegerProduct,
): AddProduct {
  const panels = memory.allocate(kernels.weightPanelBytes(N, K, bytes));
  const scales = memory.allocate(Math.ceil(N / 16) * 64);
  kernels.packWeights(N, K, address, stride, bytes, panels, scales);
  const rowBytes = kernels.stateRowBytes(K, bytes);
  return (A, out) => {
    const mark = memory.mark();
    const M = A.rows;
    const states = memory.allocate(M * rowBytes);
    kernels.quantizeStates(M, K, A.address, A.stride, bytes, states);
    addIntegerProduct(M, N, K, states, panels, scales, out.address, out.stride, tall);
    memory.release(mark);
  };
}
