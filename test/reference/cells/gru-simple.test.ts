import { expect, test } from '@jest/globals';
import { gruSimple } from './gru-simple.js';

const { LN2 } = Math;
const LN3 = Math.log(3);

// So far from 0 that σ is 0 or 1 to the last bit.
const open = 800;
const shut = -800;

test('the first block decides how much of the second replaces the hidden state', () => {
  // z_u = 2 ln 3 - 5 ln 3 · 0.2 = ln 3, and σ(ln 3) = 3/4. z_c = 2 ln 2 - 10 ln 2 · 0.2 + ln 2 = ln
  // 2, whose tanh is 0.6.
  const { state } = gruSimple(Float64Array.of(2), [Float64Array.of(0.2)], {
    weightIh: Float64Array.of(LN3, LN2),
    weightHh: Float64Array.of(-5 * LN3, -10 * LN2),
    bias: Float64Array.of(0, LN2),
  });
  expect(state).toHaveLength(1);
  expect(state[0][0]).toBeCloseTo(0.75 * 0.6 + 0.25 * 0.2, 14);
});

function hiddenAfter(update: number, hidden: number): number {
  const parameters = {
    weightIh: Float64Array.of(0, 0.3),
    weightHh: Float64Array.of(0, 0.7),
    bias: Float64Array.of(update, 0.5),
  };
  return gruSimple(Float64Array.of(2), [Float64Array.of(hidden)], parameters).state[0][0];
}

test('a closed update gate keeps the hidden state to the last bit', () => {
  expect(hiddenAfter(shut, 0.1)).toBe(0.1);
});

test('an open update gate leaves the candidate alone, which has seen the hidden state', () => {
  expect(hiddenAfter(open, 0.5)).toBeCloseTo(Math.tanh(0.6 + 0.35 + 0.5), 14);
});
