import { expect, test } from '@jest/globals';
import { finiteDifferences } from './finite-differences.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { softmaxDecode, softmaxLoss } from './softmax.js';

test('the loss is the negative log of the product of the probabilities of gold', () => {
  const emissions = Float64Array.from([1, 2, 5, 3, 1, 4], Math.log);
  const { loss, probabilities } = softmaxLoss(emissions, [2, 0]);
  expect(relativeError(probabilities, [1 / 8, 2 / 8, 5 / 8, 3 / 8, 1 / 8, 4 / 8])).toBeLessThan(
    1e-15,
  );
  expect(loss).toBeCloseTo(-Math.log((5 / 8) * (3 / 8)), 14);
});

test('emissions far from zero neither overflow nor vanish', () => {
  const { loss } = softmaxLoss(Float64Array.of(1000, 998, -1000, -1001), [1, 0]);
  expect(loss).toBeCloseTo(2 + Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(-1)), 12);
});

test.each([
  [1, 2],
  [4, 3],
  [7, 9],
])('the gradient matches finite differences for %i tokens and %i labels', (T, L) => {
  const random = randomNumbers(T * 10 + L);
  const emissions = random.normals(T * L, 2);
  const gold = Array.from({ length: T }, () => random.integer(L));
  for (const weights of [undefined, random.normals(L).map(Math.abs)]) {
    const loss = () => softmaxLoss(emissions, gold, weights).loss;
    const numeric = finiteDifferences(loss, emissions);
    const { dEmissions } = softmaxLoss(emissions, gold, weights);
    expect(relativeError(dEmissions, numeric)).toBeLessThan(1e-6);
  }
});

test('decoding takes the best label of each token, the lowest of equals', () => {
  expect(softmaxDecode(Float64Array.of(0, 3, 1, 2, 0, 2, 5, 5, 5), 3)).toEqual([1, 0, 0]);
});
