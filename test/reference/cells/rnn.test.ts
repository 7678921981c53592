import { expect, test } from '@jest/globals';
import { rnn } from './rnn.js';

const { LN2 } = Math;

test('the hidden state is the tanh of the sum of token, hidden state before and bias', () => {
  // 3 · ln 2 - 2 · ln 2 · 0.5 - ln 2 = ln 2, whose tanh is (2 - 1/2) / (2 + 1/2).
  const { state } = rnn(Float64Array.of(3), [Float64Array.of(0.5)], {
    weightIh: Float64Array.of(LN2),
    weightHh: Float64Array.of(-2 * LN2),
    bias: Float64Array.of(-LN2),
  });
  expect(state).toHaveLength(1);
  expect(state[0][0]).toBeCloseTo(0.6, 14);
});

test('where the tanh is flat the gradient is zero', () => {
  const parameters = {
    weightIh: Float64Array.of(1),
    weightHh: Float64Array.of(1),
    bias: Float64Array.of(800),
  };
  const { backward } = rnn(Float64Array.of(3), [Float64Array.of(0.5)], parameters);
  const { dInput, dState, dParameters } = backward([Float64Array.of(7)]);
  expect([dInput[0], dState[0][0], dParameters.bias[0]]).toEqual([0, 0, 0]);
});
