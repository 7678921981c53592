import { expect, test } from '@jest/globals';
import { wholeNumbers, wholeProduct } from './whole-numbers.js';

test('the greatest number becomes the number of steps, halves the even number', () => {
  expect(wholeNumbers([-4, 1, 0.5, 1.5, -2.5, 0], 4)).toEqual({
    numbers: [-4, 1, 0, 2, -2, 0],
    scale: 1,
  });
});

test('a range is taken for the greatest number', () => {
  expect(wholeNumbers([0.5, -0.25], 8, 1)).toEqual({ numbers: [4, -2], scale: 0.125 });
});

test('zeros have the scale 0', () => {
  expect(wholeNumbers([0, 0], 63)).toEqual({ numbers: [0, 0], scale: 0 });
});

test('the product is that of the rows, if they are whole numbers', () => {
  const left = [wholeNumbers([2, 1], 2), wholeNumbers([0, 2], 2)];
  const right = [wholeNumbers([3, -1], 3)];
  expect(Array.from(wholeProduct(left, right, [10, 20]))).toEqual([15, 18]);
});
