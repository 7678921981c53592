import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  differencePlot,
  percentPlot,
  renderPlot,
} from '../../../../src/evaluation/report/elements/interval-plot.js';

const percent = fc.double({ min: 0, max: 100, noNaN: true });
const values = fc.array(
  fc.record({ value: percent, interval: fc.tuple(percent, percent), reference: percent }),
);

test('every percentage has its place in the cell, larger ones further to the right', () => {
  fc.assert(
    fc.property(values, (plotted) => {
      const { place } = percentPlot(plotted);
      const all = plotted.flatMap(({ value, interval, reference }) => [
        value,
        ...interval,
        reference,
      ]);
      const places = all.toSorted((a, b) => a - b).map(place);
      for (const one of places) expect(one >= 4 && one <= 96).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
  );
});

test('a scale never leaves 0 to 100 percent, and has ticks even for equal values', () => {
  for (const value of [0, 50, 99.9, 100]) {
    const { ticks } = percentPlot([{ value }, { value }]);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(Math.min(...ticks)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ticks)).toBeLessThanOrEqual(100);
  }
});

test('without values the scale is that of all percentages', () => {
  expect(percentPlot([]).ticks).toEqual([0, 20, 40, 60, 80, 100]);
});

test('a scale of differences holds zero', () => {
  for (const value of [-12, 0, 0.2, 30]) expect(differencePlot([{ value }]).ticks).toContain(0);
});

test('an interval, a reference and the value are drawn where they are', () => {
  const plot = percentPlot([{ value: 50, interval: [0, 100] }]);
  const { markup } = renderPlot(plot, { value: 50, interval: [0, 100], reference: 75 });
  expect(markup).toContain('<rect class="interval" x="4%" width="92.00%"');
  expect(markup).toContain('<circle class="reference" cx="73%"');
  expect(markup).toContain('<circle class="value" cx="50%"');
});
