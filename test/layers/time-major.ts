// Rows of a batch in the engine's order: by token, then by sentence, sentences of falling length.

/** (T, width) by sentence to (R, width). */
export function toTimeMajor(
  sentences: readonly ArrayLike<number>[],
  lengths: readonly number[],
  width: number,
): Float64Array {
  const rows: number[] = [];
  for (const { t, sentence } of tokensInOrder(lengths)) {
    for (let k = 0; k < width; k++) rows.push(sentences[sentence][t * width + k]);
  }
  return Float64Array.from(rows);
}

/** (R, width) to (T, width) by sentence. */
export function fromTimeMajor(
  rows: Float64Array,
  lengths: readonly number[],
  width: number,
): Float64Array[] {
  const sentences = lengths.map((length) => new Float64Array(length * width));
  for (const [row, { t, sentence }] of tokensInOrder(lengths).entries()) {
    sentences[sentence].set(rows.subarray(row * width, (row + 1) * width), t * width);
  }
  return sentences;
}

/** The token of each row. */
export function tokensInOrder(lengths: readonly number[]): { t: number; sentence: number }[] {
  return Array.from({ length: Math.max(...lengths) }, (_, t) => t).flatMap((t) =>
    lengths.flatMap((length, sentence) => (t < length ? [{ t, sentence }] : [])),
  );
}
