// The peak of 128-bit multiply-adds, without any memory access.
//
// Each chain waits for its own last result, a product and then a sum of several cycles each. There
// must be enough chains to fill all units in that time, and few enough that they and the two
// operands stay in V8's fifteen registers. Of 8, 10, 12 and 13 chains, ten were the fastest in both
// builds.
import { multiplyAdd } from '../../src/kernels/assembly/lanes';

/** Floating-point operations of a step of `multiplyAddChains`: chains × lanes × 2. */
export function operationsPerStep(): i32 {
  return 10 * 4 * 2;
}

/**
 * c = c · factor + addend in each of ten chains, `steps` times. Returns a sum over the chains.
 *
 * The operands are arguments, because V8 builds a constant vector again at each use.
 */
export function multiplyAddChains(steps: i32, factor: f32, addend: f32): f32 {
  const x = f32x4.splat(factor);
  const y = f32x4.splat(addend);
  let c0 = f32x4.splat(addend + 1), c1 = f32x4.splat(addend + 2);
  let c2 = f32x4.splat(addend + 3), c3 = f32x4.splat(addend + 4);
  let c4 = f32x4.splat(addend + 5), c5 = f32x4.splat(addend + 6);
  let c6 = f32x4.splat(addend + 7), c7 = f32x4.splat(addend + 8);
  let c8 = f32x4.splat(addend + 9), c9 = f32x4.splat(addend + 10);
  for (let step = 0; step < steps; step++) {
    c0 = multiplyAdd(c0, x, y);
    c1 = multiplyAdd(c1, x, y);
    c2 = multiplyAdd(c2, x, y);
    c3 = multiplyAdd(c3, x, y);
    c4 = multiplyAdd(c4, x, y);
    c5 = multiplyAdd(c5, x, y);
    c6 = multiplyAdd(c6, x, y);
    c7 = multiplyAdd(c7, x, y);
    c8 = multiplyAdd(c8, x, y);
    c9 = multiplyAdd(c9, x, y);
  }
  const low = f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3));
  const high = f32x4.add(f32x4.add(c4, c5), f32x4.add(c6, c7));
  return f32x4.extract_lane(f32x4.add(f32x4.add(low, high), f32x4.add(c8, c9)), 0);
}
