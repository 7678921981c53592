import { expect, test } from '@jest/globals';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { sigmoid } from '../reference/sigmoid.js';
import { everyFloatBetween, sampledFloats } from './bit-patterns.js';
import { appliedTo, elementwiseCases, expectElementwise, outsideBounds } from './elementwise.js';
import { arithmetics } from './fresh-engine.js';
import { countedSettings, guardedArena } from './guarded-arena.js';
import { strideRows, unstrideRows } from './strided-rows.js';

test.each(elementwiseCases)(
  '$arithmetic tanh and sigmoid work on $count elements, $byteOffset bytes off, in place or not',
  (setting) => {
    expectElementwise('tanh', setting);
    expectElementwise('sigmoid', setting);
  },
);

test.each(countedSettings)(
  '$arithmetic sigmoidRows works on rows of $count and nothing between them, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    for (const [rows, gap] of [
      [0, 0],
      [1, 3],
      [3, 0],
      [5, 3],
    ]) {
      const x = randomNumbers(rows * 100 + count).normals(rows * count, 2);
      const arena = guardedArena(arithmetic, byteOffset);
      const xs = arena.floats(strideRows(x, count, count + gap));
      arena.run([xs], (kernels) => kernels.sigmoidRows(rows, count, xs.address, count + gap));
      const found = unstrideRows(xs.floats(), count, count + gap);
      expect(relativeError(found, x.map(sigmoid))).toBeLessThan(1e-6);
    }
  },
);

const tanhBound = (x: number) => ({ exact: Math.tanh(x), allowed: 1e-6 * Math.abs(Math.tanh(x)) });
const sigmoidBound = (x: number) => ({ exact: sigmoid(x), allowed: 2e-7 });

test.each(arithmetics)(
  '%s tanh has a relative error of at most 1e-6 over all floats',
  (arithmetic) => {
    const x = sampledFloats();
    expect(outsideBounds(x, appliedTo('tanh', x, arithmetic), tanhBound)).toEqual([]);
  },
);

test.each(arithmetics)('%s sigmoid is off by at most 2e-7 over all floats', (arithmetic) => {
  const x = sampledFloats();
  expect(outsideBounds(x, appliedTo('sigmoid', x, arithmetic), sigmoidBound)).toEqual([]);
});

// Nowhere does it come nearer to it.
test.each(arithmetics)('%s sigmoid keeps its bound at every float around 14', (arithmetic) => {
  const x = everyFloatBetween(13.75, 14.25);
  for (const both of [x, x.map((value) => -value)]) {
    expect(outsideBounds(both, appliedTo('sigmoid', both, arithmetic), sigmoidBound)).toEqual([]);
  }
});

test.each(arithmetics)('%s tanh is odd, never beyond 1, and constant beyond 7.91', (arithmetic) => {
  const x = sampledFloats();
  const results = appliedTo('tanh', x, arithmetic);
  const mirrored = appliedTo(
    'tanh',
    x.map((value) => -value),
    arithmetic,
  );
  const [limit] = appliedTo('tanh', [Infinity], arithmetic);
  const wrong = Array.from(x).filter(
    (value, k) =>
      !Object.is(mirrored[k], -results[k]) ||
      Math.abs(results[k]) > 1 ||
      (Math.abs(value) > 7.91 && Math.abs(results[k]) !== limit),
  );
  expect(wrong).toEqual([]);
  expect(Array.from(appliedTo('tanh', [0, -0], arithmetic))).toEqual([0, -0]);
});

test.each(arithmetics)('%s sigmoid stays within [0, 1] and is a half at zero', (arithmetic) => {
  const results = appliedTo('sigmoid', sampledFloats(), arithmetic);
  expect(results.every((result) => result >= 0 && result <= 1)).toBe(true);
  const atZero = appliedTo('sigmoid', [0, -0, 1e-45, -1e-45], arithmetic);
  expect(Array.from(atZero)).toEqual([0.5, 0.5, 0.5, 0.5]);
});

test.each(arithmetics)('%s tanh and sigmoid rise, but for their error', (arithmetic) => {
  const x = sampledFloats().sort();
  for (const [name, error] of [
    ['tanh', 1e-6],
    ['sigmoid', 2e-7],
  ] as const) {
    let highest = -1;
    const falling = Array.from(appliedTo(name, x, arithmetic)).filter((result) => {
      highest = Math.max(highest, result);
      return result < highest - 2 * error;
    });
    expect(falling).toEqual([]);
  }
});

test.each(arithmetics)('%s tanh and sigmoid let NaN through in every lane', (arithmetic) => {
  for (const name of ['tanh', 'sigmoid'] as const) {
    for (let place = 0; place < 7; place++) {
      const x = new Array(7).fill(2);
      x[place] = Number.NaN;
      expect(Array.from(appliedTo(name, x, arithmetic), Number.isNaN)).toEqual(x.map(Number.isNaN));
    }
  }
});
