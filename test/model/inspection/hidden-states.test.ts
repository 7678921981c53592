// The hidden states of a plain recurrent network, against its equation in float64.
import { expect, test } from '@jest/globals';
import type { CellName } from '../../../src/layers/cells/cells.js';
import { gateActivations } from '../../../src/model/inspection/gate-activations.js';
import { hiddenStates } from '../../../src/model/inspection/hidden-states.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { randomTagger } from './random-tagger.js';

const E = 3;
const H = 4;
const words = ['', 'the', 'cat', 'was', 'full'];
const tokens = ['the', 'cat', 'was', 'full', 'the'];

const taggerOf = (cell: CellName) =>
  randomTagger({ cell, words, wordDimension: E, hidden: H, seed: 11 });

/** Rows of a weight matrix, or the values of a bias. */
function rowsOf({ engine, network }: Tagger, name: string, width: number): number[][] {
  const { value, count } = network.parameters.list.find((each) => each.name === name)!;
  const values = [...engine.memory.floats(value, count)];
  return Array.from({ length: count / width }, (_, row) =>
    values.slice(row * width, (row + 1) * width),
  );
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * b[index], 0);

/** h = tanh(W x + V h + b), token by token. */
function walk(tagger: Tagger, inputs: readonly number[][], suffix: string, isReverse: boolean) {
  const inputWeights = rowsOf(tagger, `encoder.weight_ih_${suffix}`, inputs[0].length);
  const stateWeights = rowsOf(tagger, `encoder.weight_hh_${suffix}`, H);
  const [bias] = rowsOf(tagger, `encoder.bias_ih_${suffix}`, H);
  const states: number[][] = [];
  let state: number[] = new Array(H).fill(0);
  const order = inputs.map((_, t) => t);
  for (const t of isReverse ? order.toReversed() : order) {
    const before = state;
    state = bias.map((b, unit) =>
      Math.tanh(dot(inputWeights[unit], inputs[t]) + dot(stateWeights[unit], before) + b),
    );
    states[t] = state;
  }
  return states;
}

test('the states of each layer and direction are those of the equation', () => {
  const tagger = taggerOf('rnn');
  const found = hiddenStates(tagger, tokens);
  const { value, width } = tagger.network.table;
  let inputs = tokens.map((token) => [
    ...tagger.engine.memory.floats(value + words.indexOf(token) * width * 4, width),
  ]);
  for (const layer of [1, 2]) {
    const forward = walk(tagger, inputs, `l${layer - 1}`, false);
    const reverse = walk(tagger, inputs, `l${layer - 1}_reverse`, true);
    for (const [direction, states] of Object.entries({ forward, reverse })) {
      const { units } = found.find((each) => each.layer === layer && each.direction === direction)!;
      expect(units.map(({ length }) => length)).toEqual(tokens.map(() => H));
      // Float32 states between -1 and 1, through up to ten steps.
      units.forEach((row, t) => {
        row.forEach((state, unit) => {
          expect(Math.abs(state - states[t][unit])).toBeLessThan(1e-5);
        });
      });
    }
    inputs = forward.map((state, t) => [...state, ...reverse[t]]);
  }
});

test('hidden states leave no memory allocated', () => {
  const tagger = taggerOf('rnn');
  const mark = tagger.engine.memory.mark();
  hiddenStates(tagger, tokens);
  expect(tagger.engine.memory.mark()).toBe(mark);
});

test('the activations of a gate are those of its units', () => {
  const tagger = taggerOf('lstm');
  const bias = tagger.network.parameters.list.find(({ name }) => name === 'encoder.bias_ih_l0')!;
  // The forget gate is the second of four; its third unit is always open.
  tagger.engine.memory.floats(bias.value, bias.count)[H + 2] = 50;
  const [{ gates }] = gateActivations(tagger, tokens);
  const opened = gates.map(({ units }) =>
    Array.from({ length: H }, (_, unit) => units.every((values) => values[unit] > 0.9999)),
  );
  expect(gates.map(({ name }) => name)).toEqual(['update', 'forget', 'output']);
  expect(opened.map((units) => units.indexOf(true))).toEqual([-1, 2, -1]);
  for (const { means, units } of gates) {
    const expected = units.map((values) => values.reduce((sum, value) => sum + value, 0) / H);
    expect(means).toEqual(expected);
  }
});
