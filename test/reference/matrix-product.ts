// The matrix product in the three orientations a layer and its gradients need.

/**
 * Which operand is stored transposed; the product is always (rows, inner) times (inner, columns).
 */
export type Orientation = 'A·B' | 'A·Bᵀ' | 'Aᵀ·B';

export interface MatrixProductOptions {
  readonly orientation: Orientation;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** (columns), added to every row. */
  readonly bias?: ArrayLike<number>;
  /** (rows, columns), what the product is added to. */
  readonly onto?: ArrayLike<number>;
}

/**
 *   out[r, c] = onto[r, c] + bias[c] + Σₖ A[r, k] B[k, c]
 *
 * @param a (rows, inner), stored (inner, rows) for Aᵀ·B
 * @param b (inner, columns), stored (columns, inner) for A·Bᵀ
 * @returns (rows, columns)
 */
export function matrixProduct(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { orientation, rows, inner, columns, bias, onto }: MatrixProductOptions,
): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let sum = (onto?.[r * columns + c] ?? 0) + (bias?.[c] ?? 0);
      for (let k = 0; k < inner; k++) {
        const left = orientation === 'Aᵀ·B' ? a[k * rows + r] : a[r * inner + k];
        const right = orientation === 'A·Bᵀ' ? b[c * inner + k] : b[k * columns + c];
        sum += left * right;
      }
      out[r * columns + c] = sum;
    }
  }
  return out;
}
