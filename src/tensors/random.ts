// The only source of randomness: a seeded generator whose sequence is the same on every machine.

/** Four 32-bit integers. */
export type RandomState = readonly [number, number, number, number];

export interface Random {
  /** A whole number in [0, 2³²). */
  uint32(): number;
  /** A number in [0, 1) with 24 random bits, exact in single precision. */
  uniform(): number;
  /**
   * An approximately standard normal number: a sum of twelve uniform ones (Irwin-Hall), because
   * logarithms and cosines differ between engines.
   */
  normal(): number;
  /** A whole number in [0, limit). */
  below(limit: number): number;
  /** Shuffles in place (Fisher & Yates) and returns its argument. */
  shuffle<T>(items: T[]): T[];
  /** All that the numbers to come depend on. */
  state(): RandomState;
  /** Goes on as the generator did that had this state. */
  setState(state: RandomState): void;
}

/**
 * xoshiro128** (Blackman & Vigna 2018), its state drawn from the seed by a Weyl sequence and an
 * integer hash.
 */
export function createRandom(seed: number): Random {
  let weyl = seed | 0;
  function nextSeedWord(): number {
    weyl = (weyl + 0x9e3779b9) | 0;
    let z = weyl;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  }
  let [a, b, c, d] = [nextSeedWord(), nextSeedWord(), nextSeedWord(), nextSeedWord()];

  function uint32(): number {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  }
  const uniform = () => (uint32() >>> 8) / 16777216;
  // 32 random bits times the limit, divided by 2³²: uneven by less than limit / 2³².
  const below = (limit: number) => Math.floor((uint32() / 4294967296) * limit);
  return {
    uint32,
    uniform,
    below,
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += uniform();
      return sum;
    },
    shuffle: (items) => {
      for (let i = items.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [items[i], items[j]] = [items[j], items[i]];
      }
      return items;
    },
    state: () => [a, b, c, d],
    setState: (state) => {
      [a, b, c, d] = state;
    },
  };
}
