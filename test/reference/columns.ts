// Columns of a matrix: picked, and added to. Every result is a new array.

/**
 *   out[r, k] = scale · matrix[r, indices[k]]
 *
 * @param matrix (rows, columns)
 * @returns (rows, indices)
 */
export function gatherColumns(
  matrix: ArrayLike<number>,
  columns: number,
  indices: readonly number[],
  scale: number,
): Float64Array {
  const rows = columns === 0 ? 0 : matrix.length / columns;
  return Float64Array.from({ length: rows * indices.length }, (_, n) => {
    const row = Math.floor(n / indices.length);
    return scale * matrix[row * columns + indices[n % indices.length]];
  });
}

/**
 *   out = matrix, then out[r, indices[k]] += scale · picked[r, k]
 *
 * @param matrix (rows, columns)
 * @param picked (rows, indices)
 */
export function scatterAddColumns(
  matrix: ArrayLike<number>,
  columns: number,
  picked: ArrayLike<number>,
  { indices, scale }: { readonly indices: readonly number[]; readonly scale: number },
): Float64Array {
  const out = Float64Array.from(matrix);
  for (let n = 0; n < picked.length; n++) {
    const row = Math.floor(n / indices.length);
    out[row * columns + indices[n % indices.length]] += scale * picked[n];
  }
  return out;
}
