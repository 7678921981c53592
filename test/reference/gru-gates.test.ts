import { expect, test } from '@jest/globals';
import { finiteDifferences } from './finite-differences.js';
import { gruGates, gruGatesBackward, gruState, gruStateBackward } from './gru-gates.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { dot, sigmoid } from './vector.js';

// So far from 0 that σ is 0 or 1 to the last bit.
const open = 800;
const shut = -800;

test('the first half of the gates shows the hidden state to the candidate, row by row', () => {
  const { gates, relevant } = gruGates([open, shut, shut, open], [0.25, 0.5], 1);
  expect([...relevant]).toEqual([0.25, 0]);
  expect([...gates]).toEqual([1, 0, 0, 1]);
});

test('an open update gate takes the candidate, a closed one keeps the hidden state', () => {
  const [update, z, hidden] = [
    [1, 0],
    [0.5, 0.5],
    [0.25, 0.25],
  ].map((x) => Float64Array.from(x));
  expect([...gruState(update, z, hidden).after]).toEqual([Math.tanh(0.5), 0.25]);
});

test.each([1, 5, 12])('the gradients match finite differences for %i units', (count) => {
  const random = randomNumbers(count);
  const [zr, zu, zc, hidden] = Array.from({ length: 4 }, () => random.normals(count));
  const d = random.normals(count);
  const relevance = sigmoid(zr);
  const gates = gruGatesBackward(relevance, hidden, d);
  const seen = () => dot(d, gruGates(interleave(zr, zu), hidden, 1).relevant);
  expect(relativeError(gates.dRelevance, finiteDifferences(seen, zr))).toBeLessThan(1e-6);
  expect(relativeError(gates.dHidden, finiteDifferences(seen, hidden))).toBeLessThan(1e-6);

  const update = sigmoid(zu);
  const { candidate } = gruState(update, zc, hidden);
  const state = gruStateBackward({ update, candidate, hidden }, d);
  const after = () => dot(d, gruState(sigmoid(zu), zc, hidden).after);
  expect(relativeError(state.dUpdate, finiteDifferences(after, zu))).toBeLessThan(1e-6);
  expect(relativeError(state.dCandidate, finiteDifferences(after, zc))).toBeLessThan(1e-6);
  expect(relativeError(state.dHidden, finiteDifferences(after, hidden))).toBeLessThan(1e-6);
});

const interleave = (a: Float64Array, b: Float64Array) => Array.from(a).flatMap((x, k) => [x, b[k]]);
