// Dropout without a stored mask: a hash of (key, i) decides whether element i is kept. So backward
// can compute the mask again, and it does not depend on the order or the thread in which elements
// are visited.
import { loadLanes, storeLanes } from './lanes';

/** Three multiply-xorshift rounds over 32 bits (`triple32`, Wellons 2018). */
// @ts-ignore: decorator
@inline
function hash(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 17));
  x = i32x4.mul(x, i32x4.splat(0xed5ad4bb));
  x = v128.xor(x, i32x4.shr_u(x, 11));
  x = i32x4.mul(x, i32x4.splat(0xac4c1b51));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x31848bab));
  return v128.xor(x, i32x4.shr_u(x, 14));
}

/**
 * x[i] *= 1 / keep if hash(key + i) / 2³² < keep, else x[i] = 0, in place (Srivastava et al. 2014,
 * inverted). The same key and count give the same mask: backward is the same call on the gradient.
 * 0 < keep <= 1.
 */
export function dropout(count: i32, keep: f32, key: i32, x: usize): void {
  const threshold = i32x4.splat(<i32>(keep * 16777216));
  const factor = f32x4.splat(<f32>1 / keep);
  let index = i32x4.add(i32x4.splat(key), i32x4(0, 1, 2, 3));
  for (let i = 0; i < count; i += 4) {
    const kept = i32x4.lt_s(i32x4.shr_u(hash(index), 8), threshold);
    const rest = count - i;
    if (rest >= 4) v128.store(x, v128.and(f32x4.mul(v128.load(x), factor), kept));
    else storeLanes(x, v128.and(f32x4.mul(loadLanes(x, rest), factor), kept), rest);
    index = i32x4.add(index, i32x4.splat(4));
    x += 16;
  }
}
