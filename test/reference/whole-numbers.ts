// Products of rows that are rounded to whole numbers, with each step rounded as single precision
// rounds it: they have the bits of the engine.

export interface WholeNumbers {
  readonly numbers: readonly number[];
  /** x ≈ number · scale */
  readonly scale: number;
}

/**
 * The greatest |x| becomes `steps`.
 *
 * @param range taken for the greatest |x|, if given
 */
export function wholeNumbers(
  row: ArrayLike<number>,
  steps: number,
  range = Math.max(...Array.from(row, Math.abs), 0),
): WholeNumbers {
  const factor = range > 0 ? Math.fround(steps / range) : 0;
  const numbers = Array.from(row, (x) => roundHalfToEven(Math.fround(x * factor)));
  return { numbers, scale: Math.fround(range / steps) };
}

function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** out[m, n] = onto[m, n] + Σₖ left[m, k] right[n, k], row after row. */
export function wholeProduct(
  left: readonly WholeNumbers[],
  right: readonly WholeNumbers[],
  onto: ArrayLike<number>,
): Float32Array {
  const N = right.length;
  return Float32Array.from({ length: left.length * N }, (_, place) => {
    const row = left[Math.floor(place / N)];
    const column = right[place % N];
    const sum = row.numbers.reduce((sum, x, k) => sum + x * column.numbers[k], 0);
    const product = Math.fround(Math.fround(Math.fround(sum) * column.scale) * row.scale);
    return Math.fround(onto[place] + product);
  });
}
