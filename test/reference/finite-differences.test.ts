import { expect, test } from '@jest/globals';
import { finiteDifferences } from './finite-differences.js';
import { relativeError } from './relative-error.js';

test('the gradient of a known function comes out to eleven digits, at small values and at large', () => {
  const x = Float64Array.of(0.3, -2, 1e-4, 50);
  const f = () => Math.sin(x[0]) * x[1] + Math.exp(x[2]) + x[3] ** 2 / 100;
  const gradient = [Math.cos(0.3) * -2, Math.sin(0.3), Math.exp(1e-4), 1];
  expect(relativeError(finiteDifferences(f, x), gradient)).toBeLessThan(1e-11);
});

test('the argument is as before afterwards', () => {
  const x = Float64Array.of(0.1, 0.2);
  finiteDifferences(() => x[0] * x[1], x);
  expect(x).toEqual(Float64Array.of(0.1, 0.2));
});
