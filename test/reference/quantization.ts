// Rows of floats as rows of bytes, each row with a scale of its own.

/**
 *   scale[r] = maxₖ |x[r, k]| / 127    q[r, k] = round(x[r, k] / scale[r])
 *
 * Halves are rounded to the even number, as WebAssembly's `nearest` does; a quotient next to a half
 * may fall on its other side in float32. A row of zeros has scale 0 and stays zeros.
 *
 * @param matrix (rows, width)
 * @returns quantized (rows, width), scales (rows)
 */
export function quantizeRows(matrix: ArrayLike<number>, width: number) {
  const rows = matrix.length / width;
  const quantized = new Int8Array(matrix.length);
  const scales = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < width; k++) {
      scales[r] = Math.max(scales[r], Math.abs(matrix[r * width + k]) / 127);
    }
    if (scales[r] === 0) continue;
    for (let k = 0; k < width; k++) {
      quantized[r * width + k] = roundHalfToEven(matrix[r * width + k] / scales[r]);
    }
  }
  return { quantized, scales };
}

/** x[r, k] ≈ q[r, k] scale[r], within half a scale. */
export function dequantizeRows(
  quantized: ArrayLike<number>,
  scales: ArrayLike<number>,
  width: number,
): Float64Array {
  return Float64Array.from(quantized, (q, k) => q * scales[Math.floor(k / width)]);
}

function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  const fraction = x - below;
  if (fraction < 0.5) return below;
  if (fraction > 0.5) return below + 1;
  return below % 2 === 0 ? below : below + 1;
}
