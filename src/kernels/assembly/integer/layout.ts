// What the operands of the product in whole numbers look like. A number takes one byte or two:
//
//   one byte   for ./product.ts with relaxed SIMD, whose instruction multiplies a signed byte by one
//              of 7 bits: to each weight w, from -63 to 63, 64 is added, and what that adds to a
//              product, 64 Σ h, is subtracted by the row of states
//   two bytes  for ./product.ts without it
//
// Numbers along K are taken in groups of four bytes, which lie side by side.

/** Columns of a panel of weights. */
export const PANEL: i32 = 16;
/** Bytes of a group of all columns of a panel. */
export const GROUP_BYTES: i32 = PANEL * 4;
/** Bytes before the states of a row. The first four hold the number that its sums begin with. */
export const HEAD_BYTES: i32 = 16;

/** Groups in a sum over K numbers. */
// @ts-ignore: decorator
@inline
export function groupCount(K: i32, bytes: i32): i32 {
  return (K * bytes + 3) >> 2;
}

/** Bytes of a row of K states. */
export function stateRowBytes(K: i32, bytes: i32): i32 {
  return HEAD_BYTES + ((K * bytes + 15) & ~15);
}

/** Bytes of the panels of weights (N, K). */
export function weightPanelBytes(N: i32, K: i32, bytes: i32): i32 {
  return ((N + PANEL - 1) / PANEL) * groupCount(K, bytes) * GROUP_BYTES;
}
