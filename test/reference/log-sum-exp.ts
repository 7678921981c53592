// Adding numbers that are kept as their logarithms.

/**
 * log Σ exp(x), which is -Infinity for no terms or impossible ones alone.
 *
 * The largest is taken out first, so that nothing overflows.
 */
export function logSumExp(x: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < x.length; k++) largest = Math.max(largest, x[k]);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += Math.exp(x[k] - largest);
  return largest + Math.log(sum);
}
