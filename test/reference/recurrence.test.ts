import { expect, test } from '@jest/globals';
import { type CellName, cellNames, cells } from './cells/cells.js';
import { lstm } from './cells/lstm.js';
import { finiteDifferences } from './finite-differences.js';
import { randomNumbers } from './random.js';
import { randomCellParameters } from './random-network.js';
import { recurrence } from './recurrence.js';
import { relativeError } from './relative-error.js';
import { sigmoid } from './sigmoid.js';
import { dot } from './vector.js';

function randomWalk(cell: CellName, T: number, E: number, H: number) {
  const random = randomNumbers(T * 100 + E * 10 + H);
  const state = () => Array.from({ length: cells[cell].stateCount }, () => random.normals(H));
  return {
    inputs: random.normals(T * E),
    parameters: randomCellParameters(random, { cell, H }, E),
    initialState: state(),
    dOutputs: random.normals(T * H),
    dFinalState: state(),
  };
}

test('an LSTM of one unit follows the equations from token to token', () => {
  const { inputs, parameters, initialState } = randomWalk('lstm', 3, 1, 1);
  const { weightIh: w, weightHh: u, bias: b } = parameters;
  let [[a], [c]] = initialState;
  const expected: number[] = [];
  for (const x of inputs) {
    const update = sigmoid(w[0] * x + u[0] * a + b[0]);
    const forget = sigmoid(w[1] * x + u[1] * a + b[1]);
    const candidate = Math.tanh(w[2] * x + u[2] * a + b[2]);
    const output = sigmoid(w[3] * x + u[3] * a + b[3]);
    c = update * candidate + forget * c;
    a = output * Math.tanh(c);
    expected.push(a);
  }

  const run = recurrence(inputs, { cell: lstm, parameters, initialState, direction: 'forward' });
  expect(relativeError(run.outputs, expected)).toBeLessThan(1e-14);
  expect(relativeError(run.finalState[0], [a])).toBeLessThan(1e-14);
  expect(relativeError(run.finalState[1], [c])).toBeLessThan(1e-14);
});

test('each weight is read at its own row and column', () => {
  const E = 3;
  const H = 2;
  const none = { weightIh: new Float64Array(8 * E), weightHh: new Float64Array(8 * H) };
  // Gates wide open, so that the cell state is tanh of the candidate and the candidate of unit 1 is
  // row 2H + 1 = 5.
  const bias = Float64Array.of(800, 800, -800, -800, 0, 0, 800, 800);
  const run = (parameters: Partial<typeof none>) =>
    recurrence(Float64Array.of(0.1, 0.2, 0.3), {
      cell: lstm,
      parameters: { ...none, bias, ...parameters },
      initialState: [Float64Array.of(0.4, 0.5), new Float64Array(H)],
      direction: 'forward',
    });

  const weightIh = new Float64Array(8 * E);
  weightIh[5 * E + 2] = 1;
  expect([...run({ weightIh }).finalState[1]]).toEqual([0, Math.tanh(0.3)]);
  const weightHh = new Float64Array(8 * H);
  weightHh[5 * H + 0] = 1;
  expect([...run({ weightHh }).finalState[1]]).toEqual([0, Math.tanh(0.4)]);
});

test.each(cellNames)(
  '%s in reverse is forward over the tokens in the opposite order, its outputs back at their tokens',
  (name) => {
    const T = 5;
    const E = 2;
    const H = 3;
    const { inputs, parameters, initialState } = randomWalk(name, T, E, H);
    const flip = (rows: Float64Array, width: number) =>
      rows.map((_, k) => rows[(T - 1 - Math.floor(k / width)) * width + (k % width)]);
    const options = { cell: cells[name].step, parameters, initialState };

    const reverse = recurrence(inputs, { ...options, direction: 'reverse' });
    const flipped = recurrence(flip(inputs, E), { ...options, direction: 'forward' });
    expect(reverse.outputs).toEqual(flip(flipped.outputs, H));
    expect(reverse.finalState).toEqual(flipped.finalState);
    expect(reverse.finalState[0]).toEqual(reverse.outputs.slice(0, H));
  },
);

test.each(cellNames)(
  '%s: half of a sentence from the state after the other half is the whole',
  (name) => {
    const { inputs, parameters, initialState } = randomWalk(name, 6, 2, 3);
    const options = { cell: cells[name].step, parameters, direction: 'forward' } as const;
    const whole = recurrence(inputs, { ...options, initialState });
    const first = recurrence(inputs.subarray(0, 4), { ...options, initialState });
    const rest = recurrence(inputs.subarray(4), { ...options, initialState: first.finalState });
    expect([...first.outputs, ...rest.outputs]).toEqual([...whole.outputs]);
  },
);

const sizes = [
  [1, 1, 1],
  [1, 3, 2],
  [2, 1, 4],
  [5, 3, 2],
  [9, 2, 3],
];
const cases = cellNames.flatMap((name) =>
  sizes.flatMap(([T, E, H]) =>
    (['forward', 'reverse'] as const).flatMap((direction) =>
      ['outputs', 'outputs and final state'].map((read) => ({ name, T, E, H, direction, read })),
    ),
  ),
);

test.each(cases)(
  'the gradients of $name match finite differences for T=$T E=$E H=$H $direction when $read are read',
  ({ name, T, E, H, direction, read }) => {
    const { dFinalState, ...data } = randomWalk(name, T, E, H);
    const { inputs, parameters, initialState, dOutputs } = data;
    const cell = cells[name].step;
    const run = () => recurrence(inputs, { cell, parameters, initialState, direction });
    const loss = () => {
      const { outputs, finalState } = run();
      const ofFinal = finalState.reduce((sum, state, n) => sum + dot(state, dFinalState[n]), 0);
      return dot(outputs, dOutputs) + (read === 'outputs' ? 0 : ofFinal);
    };
    const errorAt = (analytic: Float64Array, x: Float64Array) =>
      relativeError(analytic, finiteDifferences(loss, x));

    const gradients = run().backward(dOutputs, read === 'outputs' ? undefined : dFinalState);
    expect(errorAt(gradients.dInputs, inputs)).toBeLessThan(1e-6);
    for (const [parameter, array] of Object.entries(parameters)) {
      expect(errorAt(gradients.dParameters[parameter], array)).toBeLessThan(1e-6);
    }
    for (const [n, array] of initialState.entries()) {
      expect(errorAt(gradients.dInitialState[n], array)).toBeLessThan(1e-6);
    }
  },
);

test.each(cellNames)(
  'the backward of %s leaves the gradients it was given as they were',
  (name) => {
    const { inputs, parameters, initialState, dOutputs, dFinalState } = randomWalk(name, 3, 2, 2);
    const before = structuredClone({ dOutputs, dFinalState });
    recurrence(inputs, {
      cell: cells[name].step,
      parameters,
      initialState,
      direction: 'forward',
    }).backward(dOutputs, dFinalState);
    expect([...dOutputs]).toEqual([...before.dOutputs]);
    expect(dFinalState.map((d) => [...d])).toEqual(before.dFinalState.map((d) => [...d]));
  },
);
