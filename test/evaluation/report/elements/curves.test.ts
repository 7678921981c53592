import { expect, test } from '@jest/globals';
import { renderCurves } from '../../../../src/evaluation/report/elements/curves.js';

const chartOf = (values: readonly number[], scale: 'linear' | 'from zero' | 'logarithmic') =>
  renderCurves({
    label: 'Size',
    description: 'Size by epoch',
    scale,
    curves: [
      {
        name: '',
        kind: 'now',
        points: values.map((value, index) => ({ epoch: index + 1, value })),
      },
    ],
  }).markup;

/** Texts of the y axis, from low to high. */
const ticksOf = (chart: string) =>
  [...chart.matchAll(/text-anchor="end">([^<]*)</g)].map(([, text]) => text);

const heightsOf = (chart: string) =>
  [...chart.matchAll(/cy="([\d.]+)"/g)].map(([, height]) => Number(height));

test('equal ratios are equal distances on a logarithmic scale, with ticks at powers of ten', () => {
  const chart = chartOf([0.1, 1, 10, 1000], 'logarithmic');
  const [a, b, c, d] = heightsOf(chart);
  expect(a - b).toBeCloseTo(b - c, 0);
  expect((c - d) / (b - c)).toBeCloseTo(2, 1);
  expect(ticksOf(chart)).toEqual(['0.1', '1', '10', '100', '1000']);
});

test('a short logarithmic scale has ticks between the powers of ten', () => {
  expect(ticksOf(chartOf([2, 5], 'logarithmic'))).toEqual(['1', '2', '5', '10']);
  expect(ticksOf(chartOf([3, 40], 'logarithmic'))).toEqual(['1', '10', '100']);
});

test('a scale from zero begins there, another one at the lowest value', () => {
  expect(ticksOf(chartOf([30, 40], 'from zero'))[0]).toBe('0');
  expect(ticksOf(chartOf([30, 40], 'linear'))[0]).toBe('30');
});

test.each([
  [0.0015, ['0', '0.0005', '0.001', '0.0015']],
  [0.00015, ['0', '5.0e-5', '0.0001', '1.5e-4']],
  [30_000_000, ['0', '1.0e+7', '2.0e+7', '3.0e+7']],
])('ticks up to %d are short enough for the margin', (highest, ticks) => {
  const found = ticksOf(chartOf([0, highest], 'from zero'));
  for (const text of found) expect(text.length).toBeLessThanOrEqual(6);
  expect(found).toEqual(expect.arrayContaining(ticks));
});
