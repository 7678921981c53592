import { expect, test } from '@jest/globals';
import * as numbers from '../../../../src/evaluation/report/elements/numbers.js';

test('counts are grouped, percentages have two digits', () => {
  expect(numbers.renderInteger(1234567)).toBe('1,234,567');
  expect(numbers.renderFigure(100)).toBe('100.00');
  expect(numbers.renderQuantity(1, 'gate')).toBe('1 gate');
  expect(numbers.renderQuantity(1000, 'gate')).toBe('1,000 gates');
  expect(numbers.renderInterval([84.94, 100])).toBe('84.9–100.0');
});

test.each([
  [1.234, '+1.23'],
  [-1.236, '−1.24'],
  [0, '0.00'],
  [-0.001, '0.00'],
])('a difference of %f is %s', (value, text) => {
  expect(numbers.renderDifference(value)).toBe(text);
});

test.each([
  [0.00099, '< 0.001'],
  [0.001, '0.001'],
  [0.0496, '0.050'],
  [1, '1.000'],
])('a p-value of %f is %s', (value, text) => {
  expect(numbers.renderPValue(value)).toBe(text);
});

test('a share of nothing is left out', () => {
  expect(numbers.renderShare(0, 0)).toBe('');
  expect(numbers.renderShare(1, 3)).toBe('33.3 %');
});
