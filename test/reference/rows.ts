// Rows of a matrix: summed, picked, and added to. Every result is a new array.

/**
 *   out[c] = Σᵣ matrix[r, c]
 *
 * @param matrix (rows, columns)
 */
export function columnSums(matrix: ArrayLike<number>, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  for (let k = 0; k < matrix.length; k++) sums[k % columns] += matrix[k];
  return sums;
}

/**
 *   out[n] = table[indices[n]]
 *
 * @param table (entries, width)
 * @returns (indices, width)
 */
export function gatherRows(
  table: ArrayLike<number>,
  indices: ArrayLike<number>,
  width: number,
): Float64Array {
  const out = new Float64Array(indices.length * width);
  for (let n = 0; n < indices.length; n++) {
    for (let k = 0; k < width; k++) out[n * width + k] = table[indices[n] * width + k];
  }
  return out;
}

/**
 *   out = table, then out[indices[n]] += rows[n] for each n: an index that comes twice is added to twice
 *
 * @param table (entries, width)
 * @param rows (indices, width)
 * @returns (entries, width)
 */
export function scatterAddRows(
  table: ArrayLike<number>,
  indices: ArrayLike<number>,
  rows: ArrayLike<number>,
  width: number,
): Float64Array {
  const out = Float64Array.from(table);
  for (let n = 0; n < indices.length; n++) {
    for (let k = 0; k < width; k++) out[indices[n] * width + k] += rows[n * width + k];
  }
  return out;
}
