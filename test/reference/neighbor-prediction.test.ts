import { expect, test } from '@jest/globals';
import { finiteDifferences } from './finite-differences.js';
import { neighborPrediction } from './neighbor-prediction.js';
import { randomPrediction } from './random-prediction.js';
import { relativeError } from './relative-error.js';

const identity = { weight: Float64Array.of(1, 0, 0, 1), bias: Float64Array.of(0, 0) };

test('forward states predict the next word, reverse states the word before', () => {
  const vectors = Float64Array.of(0, 0, Math.log(3), 0, 0, Math.log(7));
  // Of the four states, only the forward one of the first token and the reverse one of the second
  // have a neighbor: e¹, which the second candidate likes, and e².
  const states = Float64Array.of(1, 0, 9, 9, 9, 9, 0, 1);
  const { loss, count } = neighborPrediction(
    [{ states, candidates: [2, 1] }],
    [identity, identity],
    vectors,
  );
  expect(count).toBe(2);
  expect(loss).toBeCloseTo(-(Math.log(3 / 5) + Math.log(7 / 9)) / 2, 14);
});

test('a word that is no candidate is not predicted, and predicts', () => {
  const states = Float64Array.of(1, 2, 3, 4, 5, 6);
  const vectors = Float64Array.of(1, 0, 0, 1);
  const { count } = neighborPrediction([{ states, candidates: [0, -1, 1] }], [identity], vectors);
  expect(count).toBe(1);
});

test.each([
  { lengths: [3, 2, 1], H: 2, width: 3, C: 4, directions: 2 },
  { lengths: [5], H: 3, width: 2, C: 6, directions: 2 },
  { lengths: [4, 4], H: 2, width: 2, C: 3, directions: 1 },
])('the gradients match finite differences for $lengths', (sizes) => {
  const { sentences, projections, vectors } = randomPrediction(sizes, 1);
  const loss = () => neighborPrediction(sentences, projections, vectors).loss;
  const found = neighborPrediction(sentences, projections, vectors).backward();
  const expectGradient = (d: Float64Array, values: Float64Array) =>
    expect(relativeError(d, finiteDifferences(loss, values))).toBeLessThan(1e-6);
  expectGradient(found.dVectors, vectors);
  for (const [n, { states }] of sentences.entries()) {
    if (sizes.lengths[n] > 1) expectGradient(found.dStates[n], states);
    else expect(found.dStates[n].every((d) => d === 0)).toBe(true);
  }
  for (const [k, { weight, bias }] of projections.entries()) {
    expectGradient(found.dProjections[k].weight, weight);
    expectGradient(found.dProjections[k].bias, bias);
  }
});
