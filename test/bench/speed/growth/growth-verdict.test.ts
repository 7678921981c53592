import { expect, test } from '@jest/globals';
import { renderGrowth } from '../../../../bench/speed/growth/growth-verdict.js';

const growth = {
  what: 'labels',
  unit: 'the labels',
  reasons: { rises: 'Pairs.' },
  name: 'Tagging',
  times: 20.2,
} as const;

test('where a token takes as long as before, the whole grows in a straight line', () => {
  const own = [
    [10, 20, 30],
    [500, 1, 1],
    [11, 21.4, 33],
  ];
  expect(renderGrowth({ ...growth, own })).toBe(
    'Tagging: 20.2 times the labels, 1.10 times the time of a token: a straight line.',
  );
});

test('where it does not, the reason is told', () => {
  expect(renderGrowth({ ...growth, own: [[10], [12]] })).toBe(
    'Tagging: 20.2 times the labels, 1.20 times the time of a token: no straight line. Pairs.',
  );
});

test('a change that has no reason is not explained away', () => {
  expect(renderGrowth({ ...growth, own: [[10], [8]] })).toBe(
    'Tagging: 20.2 times the labels, 0.80 times the time of a token: no straight line. Why, is not known.',
  );
});
