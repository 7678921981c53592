import { expect, test } from '@jest/globals';
import { gru } from './gru.js';
import { gruSimple } from './gru-simple.js';

const { LN2 } = Math;
const LN3 = Math.log(3);

// So far from 0 that σ is 0 or 1 to the last bit.
const open = 800;
const shut = -800;

test('the blocks are relevance, update and candidate, and 1 - Γu keeps the hidden state', () => {
  // z_r = 2 ln 3 - 2.5 ln 3 · 0.4 = ln 3, so Γr = 3/4 and the candidate sees 0.3.
  // z_u = -2 ln 3 + 2.5 ln 3 · 0.4 = -ln 3, so Γu = 1/4.
  // z_c = 2 ln 2 - 10 ln 2 · 0.3 + 2 ln 2 = ln 2, so the candidate is 0.6.
  const { state } = gru(Float64Array.of(2), [Float64Array.of(0.4)], {
    weightIh: Float64Array.of(LN3, -LN3, LN2),
    weightHh: Float64Array.of(-2.5 * LN3, 2.5 * LN3, -10 * LN2),
    bias: Float64Array.of(0, 0, 2 * LN2),
  });
  expect(state).toHaveLength(1);
  expect(state[0][0]).toBeCloseTo(0.25 * 0.6 + 0.75 * 0.4, 14);
});

test('a closed update gate keeps the hidden state to the last bit', () => {
  const { state } = gru(Float64Array.of(2), [Float64Array.of(0.1)], {
    weightIh: Float64Array.of(0.1, 0, 0.3),
    weightHh: Float64Array.of(0.1, 0, 0.7),
    bias: Float64Array.of(0.1, shut, 0.5),
  });
  expect(state[0][0]).toBe(0.1);
});

test('a closed relevance gate hides the state from the candidate', () => {
  const candidateAfter = (hidden: number) =>
    gru(Float64Array.of(2), [Float64Array.of(hidden)], {
      weightIh: Float64Array.of(0, 0, 0.3),
      weightHh: Float64Array.of(0, 0, 0.7),
      bias: Float64Array.of(shut, open, 0.5),
    }).state[0][0];
  expect(candidateAfter(0.9)).toBeCloseTo(Math.tanh(0.6 + 0.5), 14);
  expect(candidateAfter(-0.4)).toBe(candidateAfter(0.9));
});

test('each unit is gated before the product that mixes the units', () => {
  // The candidate of unit 0 reads the state of unit 1, through the relevance gate of unit 1 and not
  // through its own.
  const weightHh = new Float64Array(12);
  weightHh[4 * 2 + 1] = 1;
  const candidates = (relevance: readonly number[]) =>
    gru(Float64Array.of(0), [Float64Array.of(0.3, 0.8)], {
      weightIh: new Float64Array(6),
      weightHh,
      bias: Float64Array.of(...relevance, open, open, 0, 0),
    }).state[0];
  expect([...candidates([open, shut])]).toEqual([0, 0]);
  expect([...candidates([shut, open])]).toEqual([Math.tanh(0.8), 0]);
});

test('each weight of a token is read at its own row and column', () => {
  const E = 3;
  const H = 2;
  const stateOfUnitOne = (row: number, bias: readonly number[]) => {
    const weightIh = new Float64Array(3 * H * E);
    weightIh[row * E + 2] = 8;
    const weightHh = new Float64Array(3 * H * H);
    weightHh[5 * H + 1] = 1;
    const parameters = { weightIh, weightHh, bias: Float64Array.of(...bias) };
    const hidden = Float64Array.of(0.1, 0.2);
    return gru(Float64Array.of(0.1, 0.2, 200), [hidden], parameters).state[0][1];
  };
  // The third number of the token turns what is at -800 to 800: relevance, update, candidate.
  expect(stateOfUnitOne(1, [0, shut, 0, open, 0, 0])).toBe(Math.tanh(0.2));
  expect(stateOfUnitOne(3, [0, open, 0, shut, 0, 0])).toBe(Math.tanh(0.2));
  expect(stateOfUnitOne(5, [0, shut, 0, open, 0, -800])).toBe(1);
});

test('with the relevance gate open it is the cell with the update gate alone', () => {
  const weightIh = Float64Array.of(0.3, -0.2, 0.5, 0.7);
  const weightHh = Float64Array.of(0.4, -0.6, 0.1, 0.9, -0.3, 0.8, 0.2, -0.5);
  const bias = Float64Array.of(0.1, 0.2, -0.3, 0.4);
  const input = Float64Array.of(1.5);
  const hidden = Float64Array.of(0.6, -0.7);
  const full = gru(input, [hidden], {
    weightIh: Float64Array.of(0, 0, ...weightIh),
    weightHh: Float64Array.of(0, 0, 0, 0, ...weightHh),
    bias: Float64Array.of(open, open, ...bias),
  });
  expect(full.state).toEqual(gruSimple(input, [hidden], { weightIh, weightHh, bias }).state);
});
