import { expect, test } from '@jest/globals';
import { randomNumbers } from './random.js';

test('the same seed gives the same numbers and another seed others', () => {
  expect(randomNumbers(7).normals(20)).toEqual(randomNumbers(7).normals(20));
  expect(randomNumbers(7).normals(20)).not.toEqual(randomNumbers(8).normals(20));
});

test('uniform and whole numbers fill their half-open ranges', () => {
  const random = randomNumbers(1);
  const uniform = Array.from({ length: 2000 }, () => random.uniform(-2, 3));
  expect(Math.min(...uniform)).toBeGreaterThanOrEqual(-2);
  expect(Math.min(...uniform)).toBeLessThan(-1.9);
  expect(Math.max(...uniform)).toBeLessThan(3);
  expect(Math.max(...uniform)).toBeGreaterThan(2.9);
  const whole = Array.from({ length: 200 }, () => random.integer(4));
  expect([...new Set(whole)].sort()).toEqual([0, 1, 2, 3]);
});

test('normal numbers have the mean and the deviation asked for, and are exact in float32', () => {
  const count = 20_000;
  const numbers = randomNumbers(2).normals(count, 3);
  const mean = numbers.reduce((sum, x) => sum + x, 0) / count;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
  // Five standard errors: 3 / √20000 for the mean, about 1 / √40000 of it for the deviation.
  expect(Math.abs(mean)).toBeLessThan(5 * 0.0213);
  expect(Math.abs(Math.sqrt(variance) / 3 - 1)).toBeLessThan(5 * 0.005);
  expect(Float64Array.from(Float32Array.from(numbers))).toEqual(numbers);
});
