import { expect, test } from '@jest/globals';
import { countedSettings, guardedArena } from './guarded-arena.js';

const keys = [0, 1, -1, 12345, 0x7fffffff, 0x80000000, 0xffffffff];
const ones = (count: number) => new Float64Array(count).fill(1);

function dropped(x: Float64Array, keep: number, key: number): Float64Array {
  const arena = guardedArena('exact', 0);
  const region = arena.floats(x);
  arena.run([region], (kernels) => kernels.dropout(x.length, keep, key, region.address));
  return region.floats();
}

test.each(countedSettings)(
  '$arithmetic dropout scales or drops each of $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const x = Float64Array.from({ length: count }, (_, k) => k + 1);
    // Whether an element stays depends on its place, not on how many there are.
    const mask = dropped(ones(17), 0.5, 7).subarray(0, count);
    const arena = guardedArena(arithmetic, byteOffset);
    const region = arena.floats(x);
    arena.run([region], (kernels) => kernels.dropout(count, 0.5, 7, region.address));
    expect(region.floats()).toEqual(x.map((value, k) => value * mask[k]));
  },
);

test.each(keys.flatMap((key) => [0.1, 0.5, 0.9].map((keep) => ({ key, keep }))))(
  'key $key keeps a share of about $keep, scaled by its inverse',
  ({ key, keep }) => {
    const count = 40000;
    const result = dropped(ones(count), keep, key);
    const kept = result.filter((value) => value !== 0);
    // Five standard deviations of a binomial share.
    const deviation = Math.sqrt((keep * (1 - keep)) / count);
    expect(Math.abs(kept.length / count - keep)).toBeLessThan(5 * deviation);
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / Math.fround(keep))]));
  },
);

test('the same key drops the same elements again, so backward needs no stored mask', () => {
  for (const key of keys) {
    expect(dropped(ones(1000), 0.5, key)).toEqual(dropped(ones(1000), 0.5, key));
  }
});

test('different keys drop different elements', () => {
  const far = [1, 1000003, 2000003, 3000017, 0x9e3779b9];
  const masks = far.map((key) => dropped(ones(10000), 0.5, key).map(Math.sign));
  for (const [n, mask] of masks.entries()) {
    for (const other of masks.slice(n + 1)) {
      const same = mask.filter((value, k) => value === other[k]).length;
      expect(Math.abs(same / 10000 - 0.5)).toBeLessThan(0.025);
    }
  }
});

test('keeping all leaves every element as it is', () => {
  const x = Float64Array.from({ length: 1001 }, (_, k) => Math.fround(k * 0.37 - 100));
  for (const key of keys) expect(dropped(x, 1, key)).toEqual(x);
});
