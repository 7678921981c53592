import { expect, test } from '@jest/globals';
import { randomNumbers } from '../random.js';
import { randomCellParameters } from '../random-network.js';
import { lstm } from './lstm.js';
import { lstmPeephole } from './lstm-peephole.js';

const { LN2 } = Math;
const LN3 = Math.log(3);

// So far from 0 that σ is 0 or 1 to the last bit.
const open = 800;
const shut = -800;

const input = Float64Array.of(0.7);
const hiddenBefore = Float64Array.of(0.5);

// One unit without weights: the gates are the bias and the peepholes.
function stepWith(bias: readonly number[], peephole: readonly number[], cellBefore: number) {
  const [[hidden], [cell]] = lstmPeephole(input, [hiddenBefore, Float64Array.of(cellBefore)], {
    weightIh: new Float64Array(4),
    weightHh: new Float64Array(4),
    bias: Float64Array.of(...bias),
    peephole: Float64Array.of(...peephole),
  }).state;
  return { hidden, cell };
}

test('all gates see the cell state of the token before', () => {
  // i: -ln 3 + ln 3 · 2 = ln 3 is 3/4.    f: ln 3 - ln 3 · 2 = -ln 3 is 1/4.    g: tanh ln 2 is
  // 0.6. o: 2 ln 3 - ln 3 / 2 · 2 = ln 3 is 3/4.
  const { hidden, cell } = stepWith([-LN3, LN3, LN2, 2 * LN3], [LN3, -LN3, -LN3 / 2], 2);
  const after = 0.75 * 0.6 + 0.25 * 2;
  expect(cell).toBeCloseTo(after, 14);
  expect(hidden).toBeCloseTo(0.75 * Math.tanh(after), 14);
});

test('the first peephole is of the update gate', () => {
  expect(stepWith([0, shut, LN2, open], [LN3 / 2, 0, 0], 2).cell).toBeCloseTo(0.75 * 0.6, 14);
});

test('the second peephole is of the forget gate', () => {
  expect(stepWith([shut, 0, LN2, open], [0, LN3 / 2, 0], 2).cell).toBeCloseTo(0.75 * 2, 14);
});

test('the third peephole is of the output gate, which does not see the cell state it lets out', () => {
  const { hidden, cell } = stepWith([open, open, LN2, 0], [0, 0, LN3 / 2], 2);
  expect(cell).toBeCloseTo(2.6, 14);
  expect(hidden).toBeCloseTo(0.75 * Math.tanh(2.6), 14);
});

function randomStep() {
  const random = randomNumbers(5);
  const { peephole, ...parameters } = randomCellParameters(
    random,
    { cell: 'lstm-peephole', H: 3 },
    2,
  );
  return {
    peephole,
    parameters,
    token: random.normals(2),
    state: [random.normals(3), random.normals(3)],
  };
}

test('each unit sees only its own cell state', () => {
  const { token, state, ...random } = randomStep();
  const parameters = { ...random.parameters, peephole: random.peephole };
  const [hidden, cell] = lstmPeephole(token, state, parameters).state;
  const changed = Float64Array.of(state[1][0], state[1][1] + 1, state[1][2]);
  const [hiddenAfter, cellAfter] = lstmPeephole(token, [state[0], changed], parameters).state;
  expect([cellAfter[0], cellAfter[2]]).toEqual([cell[0], cell[2]]);
  expect([hiddenAfter[0], hiddenAfter[2]]).toEqual([hidden[0], hidden[2]]);
  expect(cellAfter[1]).not.toBe(cell[1]);
});

test('with peepholes of weight 0 it is the LSTM', () => {
  const { token, state, parameters } = randomStep();
  const blind = lstmPeephole(token, state, { ...parameters, peephole: new Float64Array(9) });
  expect(blind.state).toEqual(lstm(token, state, parameters).state);
});
