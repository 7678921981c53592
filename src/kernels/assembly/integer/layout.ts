// The operands of the product in integers, whose left one has rows and whose right one has
// weights. A number takes one byte or two:
//
//   one byte   for ./product.ts with relaxed SIMD, whose instruction multiplies a signed byte by one
//              of 7 bits. So 64 is added to each weight w, from -63 to 63. This adds 64 Σ x to every
//              sum of a row x, which the sum therefore begins without
//   two bytes  for ./product.ts with simd128 alone
//
// Numbers along K are taken in groups of four bytes, which lie side by side.

/** Columns of a panel of weights. */
export const PANEL: i32 = 16;
/** Bytes of a group of all columns of a panel. */
export const GROUP_BYTES: i32 = PANEL * 4;
/**
 * Bytes before the numbers of a row: an int32 that its sums begin with, a float that they are
 * multiplied by, and a gap.
 */
export const HEAD_BYTES: i32 = 16;

/** Groups in a sum over K numbers. */
// @ts-ignore: decorator
@inline
export function groupCount(K: i32, bytes: i32): i32 {
  return (K * bytes + 3) >> 2;
}

/** Bytes of a row of K numbers. */
export function integerRowBytes(K: i32, bytes: i32): i32 {
  return HEAD_BYTES + ((K * bytes + 15) & ~15);
}

/** Bytes of the panels of weights (N, K). */
export function weightPanelBytes(N: i32, K: i32, bytes: i32): i32 {
  return ((N + PANEL - 1) / PANEL) * groupCount(K, bytes) * GROUP_BYTES;
}
