import { expect, test } from '@jest/globals';
import type { GradientCurve, GradientFlow } from '../../../src/evaluation/gradient-flow.js';
import { renderGradientFlowJson } from '../../../src/evaluation/report/gradient-flow-json.js';
import { renderGradientSparklines } from '../../../src/evaluation/report/gradient-flow-sparkline.js';
import { renderGradientFlowSvg } from '../../../src/evaluation/report/gradient-flow-svg.js';
import { elementsOf } from './well-formed.js';

const powers = (base: number, count = 51) => Array.from({ length: count }, (_, k) => base ** k);

const curve = (ratios: number[], direction: GradientCurve['direction'] = 'forward') => ({
  layer: 1,
  direction,
  ratios,
});

function flowOf(...curves: GradientCurve[]): GradientFlow {
  const sizes = { layers: 2, directions: 2, hidden: 100, tokenCount: 160, passageLength: 120 };
  return { cell: 'lstm', ...sizes, curves };
}

const pathsOf = (svg: string) =>
  [...svg.matchAll(/<path d="(M[^"h]*)"/g)].map(([, path]) =>
    path
      .slice(1)
      .split('L')
      .map((point) => point.split(',').map(Number)),
  );

test('a sparkline falls by one block per decade, shows every other k and ends with the k of a tenth', () => {
  const flow = flowOf(curve(powers(10 ** -0.5, 9)), curve([1, 0.2, 3, 0.5], 'reverse'));
  expect(renderGradientSparklines(flow)).toEqual([
    'layer 1 forward █▇▆▅▄ k=0..8, 1/10 at k=2',
    'layer 1 reverse ██ k=0..3, above 1/10 throughout',
  ]);
});

test('zeros and exploding ratios are the lowest and the highest block', () => {
  const [line] = renderGradientSparklines(flowOf(curve([1, 1, 0, 0, 1e-30, 0, 1e30])));
  expect(line).toBe('layer 1 forward █▁▁█ k=0..6, 1/10 at k=2');
});

test('the JSON has the sizes, the sample, the average and each curve with its tenth', () => {
  const flow = flowOf(curve([1, 0.5, 0.1]), curve([1, 1], 'reverse'));
  expect(JSON.parse(JSON.stringify(renderGradientFlowJson(flow)))).toEqual({
    cell: 'lstm',
    layers: 2,
    directions: 2,
    hidden: 100,
    tokenCount: 160,
    passageLength: 120,
    average: 'median',
    curves: [
      { layer: 1, direction: 'forward', ratios: [1, 0.5, 0.1], tenthAt: 2 },
      { layer: 1, direction: 'reverse', ratios: [1, 1], tenthAt: null },
    ],
  });
});

test('the chart is well-formed, refers to nothing outside and is labeled', () => {
  const svg = renderGradientFlowSvg(flowOf(curve(powers(0.8)), curve(powers(0.5), 'reverse')));
  const names = elementsOf(svg);
  expect(names[0]).toBe('svg');
  expect(new Set(names)).toEqual(
    new Set(['svg', 'title', 'rect', 'text', 'tspan', 'line', 'path']),
  );
  for (const words of [
    'lstm, 2 layers of 100 units, both directions; median of 160 tokens in passages of 120',
    'k, steps from the token of the loss',
    'norm over that at k = 0',
    'layer 1 forward',
    'layer 1 reverse',
    '1/10 at k=11',
    '1/10 at k=4',
  ]) {
    expect(svg).toContain(words);
  }
});

test('a curve that falls by the same factor at each step is a straight line', () => {
  const svg = renderGradientFlowSvg(flowOf(curve(powers(0.8))));
  const [points] = pathsOf(svg);
  expect(points).toHaveLength(51);
  const [[left, top], [right, bottom]] = [points[0], points[50]];
  points.forEach(([x, y], k) => {
    // Coordinates have one decimal.
    expect(Math.abs(x - (left + ((right - left) * k) / 50))).toBeLessThan(0.11);
    expect(Math.abs(y - (top + ((bottom - top) * k) / 50))).toBeLessThan(0.11);
  });
  expect(bottom).toBeGreaterThan(top);
});

test.each([
  ['that ends in zeros', [1, 0.1, 0, 0], 2],
  ['of one point', [1], 1],
  ['that explodes', powers(10, 20), 20],
  ['that becomes infinite and NaN', [1, 1e300, Number.POSITIVE_INFINITY, Number.NaN], 2],
  ['of zeros', [0, 0], undefined],
])('a curve %s stays within the chart', (_, ratios, count) => {
  const svg = renderGradientFlowSvg(flowOf(curve(ratios)));
  elementsOf(svg);
  expect(svg).not.toMatch(/NaN|Infinity/);
  const [points] = pathsOf(svg);
  // A lone point is drawn with a Z.
  expect(points?.length).toBe(count);
  for (const [x, y] of points ?? []) {
    if (Number.isNaN(y)) continue;
    expect(x).toBeGreaterThanOrEqual(60);
    expect(x).toBeLessThanOrEqual(540);
    expect(y).toBeGreaterThanOrEqual(60);
    expect(y).toBeLessThanOrEqual(370);
  }
});

test('a chart of many layers is tall enough for its legend', () => {
  const curves = Array.from({ length: 32 }, (_, n) => ({ ...curve(powers(0.9)), layer: n + 1 }));
  const svg = renderGradientFlowSvg(flowOf(...curves));
  const height = Number(/height="(\d+)"/.exec(svg)![1]);
  const lowest = Math.max(...[...svg.matchAll(/ y="([\d.]+)"/g)].map(([, y]) => Number(y)));
  expect(pathsOf(svg)).toHaveLength(32);
  expect(lowest).toBeLessThan(height);
});

test('texts are escaped', () => {
  const svg = renderGradientFlowSvg({ ...flowOf(curve([1, 0.5])), cell: 'a<b>&"c' });
  elementsOf(svg);
  expect(svg).toContain('a&lt;b&gt;&amp;"c');
});
