// The parameters in two halves, one for each of two threads.

// A line of the cache, which two threads would otherwise take from each other.
const LINE = 16;

// In the time of a call, about so many numbers could be updated.
const CALL = 250;

/**
 * Where the second half begins.
 *
 * @param count numbers in the block
 * @param others what else the thread of the first half works on: rows, one call each
 */
export function middleOf(
  count: number,
  others: { readonly rows: number; readonly width: number },
): number {
  const before = (count - others.rows * (others.width + CALL)) / 2;
  return Math.max(0, Math.floor(before / LINE) * LINE);
}
