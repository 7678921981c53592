// Vectors stored as bytes, and the numbers that the bytes stand for.

/** Numbers as signed bytes, times one scale for each row. */
export interface QuantizedVectors {
  /** (rows, width) */
  readonly bytes: Int8Array;
  /** (rows) */
  readonly scales: Float32Array;
}

/** Writes the numbers to `out` (rows, width). */
export function dequantizeVectors({ bytes, scales }: QuantizedVectors, out: Float32Array): void {
  const width = bytes.length / scales.length;
  scales.forEach((scale, row) => {
    for (let i = row * width; i < (row + 1) * width; i++) out[i] = bytes[i] * scale;
  });
}
