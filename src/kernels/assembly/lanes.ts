// Four single-precision numbers at a time: the fused product, and loads and stores of the last one
// to three elements.

/**
 * a · b + c, lane by lane: two roundings in the exact build, one in the fast build if the engine
 * fuses them.
 */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * The first `count` (1 to 3) numbers at `address`; the other lanes are zero, and nothing beyond
 * them is read.
 */
export function loadLanes(address: usize, count: i32): v128 {
  if (count == 1) return v128.load32_zero(address);
  const pair = v128.load64_zero(address);
  return count == 2 ? pair : f32x4.replace_lane(pair, 2, load<f32>(address, 8));
}

/** Writes the first `count` (1 to 3) lanes and nothing beyond them. */
export function storeLanes(address: usize, lanes: v128, count: i32): void {
  if (count == 1) {
    v128.store32_lane(address, lanes, 0);
    return;
  }
  v128.store64_lane(address, lanes, 0);
  if (count == 3) v128.store32_lane(address, lanes, 2, 8);
}

/** The sum of the four lanes, as (0 + 2) + (1 + 3). */
// @ts-ignore: decorator
@inline
export function sumLanes(lanes: v128): f32 {
  const halves = f32x4.add(lanes, v128.shuffle<f32>(lanes, lanes, 2, 3, 0, 1));
  return f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1);
}

/** The largest of the four lanes; NaN if any of them is NaN. */
// @ts-ignore: decorator
@inline
export function maximumOfLanes(lanes: v128): f32 {
  const halves = f32x4.max(lanes, v128.shuffle<f32>(lanes, lanes, 2, 3, 0, 1));
  return max(f32x4.extract_lane(halves, 0), f32x4.extract_lane(halves, 1));
}

/** Four numbers, or the first `count` of them if fewer are left. */
// @ts-ignore: decorator
@inline
export function read(address: usize, count: i32): v128 {
  return count >= 4 ? v128.load(address) : loadLanes(address, count);
}

/** Writes four lanes, or the first `count` of them if there is room for fewer. */
// @ts-ignore: decorator
@inline
export function write(address: usize, lanes: v128, count: i32): void {
  if (count >= 4) v128.store(address, lanes);
  else storeLanes(address, lanes, count);
}
