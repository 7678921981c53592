// All of single precision, in samples: bit patterns at even distances are dense on a logarithmic
// scale.

// Prime, so that the low bits of the mantissa vary as much as the high ones.
const STRIDE = 16381;

const largest = 3.4028234663852886e38;
const smallest = 1.401298464324817e-45;
const smallestNormal = 1.1754943508222875e-38;

/**
 * Where functions have their ends: zeros, subnormal and normal limits, infinities. Both signs of
 * each.
 */
export const endsOfFloats: readonly number[] = [
  ...[0, smallest, 2 * smallest, smallestNormal - smallest, smallestNormal],
  ...[1 - 2 ** -24, 1, 1 + 2 ** -23, largest, Number.POSITIVE_INFINITY],
].flatMap((x) => [x, -x]);

/**
 * About a quarter of a million numbers of the whole range, subnormal ones among them, without NaN,
 * and the ends.
 */
export function sampledFloats(): Float32Array {
  const INFINITY = 0x7f800000;
  const length = Math.ceil(INFINITY / STRIDE);
  const positive = floatsOfBits(length, (k) => k * STRIDE);
  const all = new Float32Array(2 * length + endsOfFloats.length);
  all.set(positive);
  all.set(
    positive.map((x) => -x),
    length,
  );
  all.set(endsOfFloats, 2 * length);
  return all;
}

/** Every float from one positive number up to another. */
export function everyFloatBetween(first: number, last: number): Float32Array {
  const [begin, end] = new Uint32Array(Float32Array.of(first, last).buffer);
  return floatsOfBits(end - begin + 1, (k) => begin + k);
}

function floatsOfBits(length: number, bitsAt: (k: number) => number): Float32Array {
  const bits = new Uint32Array(length);
  for (let k = 0; k < length; k++) bits[k] = bitsAt(k);
  return new Float32Array(bits.buffer);
}
