// Seeded random test data: the same seed gives the same numbers on every machine.

/**
 * Random numbers, exact in float32 so that an engine in float32 and the reference see the same
 * data.
 */
export interface RandomNumbers {
  /** One number in [low, high), but for the rounding to float32. */
  readonly uniform: (low: number, high: number) => number;
  /** One whole number in [0, limit). */
  readonly integer: (limit: number) => number;
  /** `count` nearly normal numbers of mean 0 and the given standard deviation, within 6 of them. */
  readonly normals: (count: number, deviation?: number) => Float64Array;
}

export function randomNumbers(seed: number): RandomNumbers {
  const unit = mulberry32(seed);
  const uniform = (low: number, high: number) => Math.fround(low + (high - low) * unit());
  // The sum of twelve uniform numbers has variance 1 (Irwin-Hall), and needs no logarithm.
  const normal = () => {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += unit();
    return sum;
  };
  return {
    uniform,
    integer: (limit) => Math.floor(limit * unit()),
    normals: (count, deviation = 1) =>
      Float64Array.from({ length: count }, () => Math.fround(deviation * normal())),
  };
}

// Tommy Ettinger's mulberry32, of 24 bits a number: the float32 rounding of one below 1 stays below
// 1.
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 8) / 2 ** 24;
  };
}
