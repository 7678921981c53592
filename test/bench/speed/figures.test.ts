import { expect, test } from '@jest/globals';
import { renderRatio, renderSampleShare, renderSamples } from '../../../bench/speed/figures.js';

test('samples are rendered as their median and half the interquartile range', () => {
  expect(renderSamples([90, 100, 110, 80, 120])).toBe('100 ± 10 %');
});

test('one outlier among five changes neither the median nor the spread', () => {
  expect(renderSamples([100, 100, 100, 100, 9000])).toBe('100 ± 0 %');
});

test('a single sample has no spread', () => {
  expect(renderSamples([27_104.4])).toBe('27,104');
});

test('a median of zero has no spread', () => {
  expect(renderSamples([0, 0, 1])).toBe('0');
});

test('a small figure keeps three digits', () => {
  expect(renderSamples([0.012345])).toBe('0.0123');
});

test('a ratio is taken within each round, so a slow round does not change it', () => {
  expect(renderRatio([10, 1, 10], [5, 0.5, 5])).toBe('2.00');
  expect(renderSampleShare([10, 1, 10], [20, 2, 20])).toBe('50 %');
});
