// The parameters in two halves, one for each of two threads.

// A line of the cache, which two threads would otherwise take from each other.
const LINE = 16;

/**
 * Where the second half begins.
 *
 * @param count numbers in the block
 * @param others further numbers that the thread of the first half works on
 */
export function middleOf(count: number, others: number): number {
  return Math.max(0, Math.floor((count - others) / 2 / LINE) * LINE);
}
