// Rows with gaps between them.

/** The rows of `columns` numbers, `stride` apart, NaN between them and after the last. */
export function strideRows(
  values: ArrayLike<number>,
  columns: number,
  stride: number,
): Float64Array {
  const rows = columns === 0 ? 0 : values.length / columns;
  const out = new Float64Array(rows * stride).fill(Number.NaN);
  for (let k = 0; k < values.length; k++) {
    out[Math.floor(k / columns) * stride + (k % columns)] = values[k];
  }
  return out;
}

/** The first `columns` of every `stride` numbers; an error if one between them is a number. */
export function unstrideRows(
  strided: ArrayLike<number>,
  columns: number,
  stride: number,
): Float64Array {
  const values: number[] = [];
  for (let k = 0; k < strided.length; k++) {
    if (k % stride < columns) values.push(strided[k]);
    else if (!Number.isNaN(strided[k])) throw new Error(`${strided[k]} stands between the rows`);
  }
  return Float64Array.from(values);
}
