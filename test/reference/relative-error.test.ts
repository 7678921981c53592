import { expect, test } from '@jest/globals';
import { relativeError } from './relative-error.js';

test('the error is the norm of the difference over the larger norm', () => {
  expect(relativeError([3, 4], [0, 4])).toBeCloseTo(3 / 5, 15);
  expect(relativeError([0, 4], [3, 4])).toBeCloseTo(3 / 5, 15);
});

test('equal vectors have error 0, even when they are zero', () => {
  expect(relativeError([1, -2], [1, -2])).toBe(0);
  expect(relativeError([0, 0], [0, 0])).toBe(0);
  expect(relativeError([], [])).toBe(0);
});

test('a zero vector against a small one has error 1', () => {
  expect(relativeError([0, 0], [1e-12, 0])).toBe(1);
});

test('NaN makes the error NaN', () => {
  expect(relativeError([1, Number.NaN], [1, 1])).toBeNaN();
});

test('vectors of different lengths are refused', () => {
  expect(() => relativeError([1], [1, 2])).toThrow('1 numbers against 2');
});
