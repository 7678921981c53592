import { expect, test } from '@jest/globals';
import { finiteDifferences } from './finite-differences.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { axpy, dot, exp, log, scale, sigmoid, sumOfSquares, tanh, tanhBackward } from './vector.js';

test('the functions work element by element', () => {
  expect([...exp([0, 1])]).toEqual([1, Math.exp(1)]);
  expect([...log([1, 2])]).toEqual([0, Math.log(2)]);
  expect([...tanh([0, -1])]).toEqual([0, Math.tanh(-1)]);
});

test('sigmoid is a half at 0, symmetric, and reaches 0 and 1 without NaN', () => {
  const [middle, above, below, low, high] = sigmoid([0, 2, -2, -1e4, 1e4]);
  expect(middle).toBe(0.5);
  expect(above + below).toBeCloseTo(1, 15);
  expect(above).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 1), 15);
  expect([low, high]).toEqual([0, 1]);
});

test('axpy, scale, dot and sum of squares give what was worked by hand', () => {
  expect([...axpy(2, [1, 2, 3], [10, 20, 30])]).toEqual([12, 24, 36]);
  expect([...scale(-3, [1, 2])]).toEqual([-3, -6]);
  expect(dot([1, 2, 3], [4, -5, 6])).toBe(12);
  expect(sumOfSquares([3, -4])).toBe(25);
  expect(dot([], [])).toBe(0);
});

test('the gradient through tanh matches finite differences', () => {
  const random = randomNumbers(1);
  const [x, dy] = [random.normals(9), random.normals(9)];
  const loss = () => dot(dy, tanh(x));
  expect(relativeError(tanhBackward(tanh(x), dy), finiteDifferences(loss, x))).toBeLessThan(1e-6);
});
