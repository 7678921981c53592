// The one measure by which two vectors of numbers are held against each other.

// Below this norm both vectors count as zero; it only keeps 0 / 0 from being NaN.
const tiny = 1e-30;

/**
 * ‖a - b‖ / max(‖a‖, ‖b‖) of the vectors as wholes.
 *
 * 0 when equal, 1 when one of them is zero, NaN when a number in them is NaN.
 */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} numbers against ${b.length}`);
  let difference = 0;
  let normA = 0;
  let normB = 0;
  for (let k = 0; k < a.length; k++) {
    difference += (a[k] - b[k]) ** 2;
    normA += a[k] ** 2;
    normB += b[k] ** 2;
  }
  return Math.sqrt(difference) / Math.max(Math.sqrt(normA), Math.sqrt(normB), tiny);
}
