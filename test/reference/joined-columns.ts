// Matrices side by side.

/** (rows, width) each to (rows, sum of the widths) */
export function joinColumns(
  parts: readonly Float64Array[],
  widths: readonly number[],
): Float64Array {
  const rowCount = parts[0].length / widths[0];
  const rows = Array.from({ length: rowCount }, (_, r) =>
    parts.flatMap((part, n) => [...part.subarray(r * widths[n], (r + 1) * widths[n])]),
  );
  return Float64Array.from(rows.flat());
}

/** The way back. */
export function splitColumns(joined: Float64Array, widths: readonly number[]): Float64Array[] {
  const width = widths.reduce((sum, own) => sum + own, 0);
  let end = 0;
  return widths.map((own) => {
    const first = end;
    end += own;
    return joined.filter((_, k) => k % width >= first && k % width < first + own);
  });
}
