import { expect, test } from '@jest/globals';
import { renderGrowthVerdict } from '../../../../bench/speed/growth/growth-verdict.js';

const growth = {
  title: 'labels',
  unit: 'the labels',
  reasons: { rises: 'Pairs.' },
  name: 'Tagging',
  times: 20.2,
} as const;

test('time is linear if the time of a token stays the same', () => {
  const microseconds = [
    [10, 20, 30],
    [500, 1, 1],
    [11, 21.4, 33],
  ];
  expect(renderGrowthVerdict({ ...growth, microseconds })).toBe(
    'Tagging: 20.2 times the labels, 1.10 times the time of a token, so linear.',
  );
});

test('if it does not, the reason is given', () => {
  expect(renderGrowthVerdict({ ...growth, microseconds: [[10], [12]] })).toBe(
    'Tagging: 20.2 times the labels, 1.20 times the time of a token, so not linear. Pairs.',
  );
});

test('a change without a known reason is not explained', () => {
  expect(renderGrowthVerdict({ ...growth, microseconds: [[10], [8]] })).toBe(
    'Tagging: 20.2 times the labels, 0.80 times the time of a token, so not linear. The reason is not known.',
  );
});
