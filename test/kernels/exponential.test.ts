import { expect, test } from '@jest/globals';
import { sampledFloats } from './bit-patterns.js';
import { appliedTo, elementwiseCases, expectElementwise, outsideBounds } from './elementwise.js';
import { arithmetics } from './fresh-engine.js';

test.each(elementwiseCases)(
  '$arithmetic exp and log work on $count elements, $byteOffset bytes off, in place or not',
  (setting) => {
    expectElementwise('exp', setting);
    expectElementwise('log', setting);
  },
);

// Results that are not normal numbers have fewer digits: half of the smallest number is allowed
// besides.
const HALF_OF_SMALLEST = 2 ** -150;

test.each(arithmetics)(
  '%s exp has a relative error of at most 1e-6 over all floats',
  (arithmetic) => {
    const x = sampledFloats();
    const wrong = outsideBounds(x, appliedTo('exp', x, arithmetic), (x) => {
      const exact = Math.exp(x);
      return { exact, allowed: 1e-6 * exact + HALF_OF_SMALLEST };
    });
    expect(wrong).toEqual([]);
  },
);

test.each(arithmetics)(
  '%s log has a relative error of at most 1e-6 over all floats',
  (arithmetic) => {
    const x = sampledFloats();
    const wrong = outsideBounds(x, appliedTo('log', x, arithmetic), (x) => {
      const exact = Math.log(x);
      return { exact, allowed: 1e-6 * Math.abs(exact) };
    });
    expect(wrong).toEqual([]);
  },
);

test.each(arithmetics)('%s exp ends at infinity above 88.7228 and at zero', (arithmetic) => {
  const x = [88.7228, 88.73, 1e38, Infinity, -87.3, -104, -1e38, -Infinity, 0, -0];
  const [below, ...rest] = appliedTo('exp', x, arithmetic);
  expect(below / Math.exp(Math.fround(88.7228)) - 1).toBeCloseTo(0, 6);
  const [subnormal] = rest.splice(3, 1);
  expect(subnormal / Math.exp(Math.fround(-87.3)) - 1).toBeCloseTo(0, 6);
  expect(rest).toEqual([Infinity, Infinity, Infinity, 0, 0, 0, 1, 1]);
});

test.each(arithmetics)('%s log is -infinity at zero and not a number below it', (arithmetic) => {
  const x = [0, -0, 1, Infinity, -1e-45, -1, -1e38, -Infinity];
  const expected = [-Infinity, -Infinity, 0, Infinity, NaN, NaN, NaN, NaN];
  expect(Array.from(appliedTo('log', x, arithmetic))).toEqual(expected);
});

test.each(arithmetics)('%s exp and log let NaN through in every lane', (arithmetic) => {
  for (const name of ['exp', 'log'] as const) {
    for (let place = 0; place < 7; place++) {
      const x = new Array(7).fill(2);
      x[place] = Number.NaN;
      expect(Array.from(appliedTo(name, x, arithmetic), Number.isNaN)).toEqual(x.map(Number.isNaN));
    }
  }
});
