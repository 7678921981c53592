// What becomes of single units after a word.
import { expect, test } from '@jest/globals';
import { unitCoursesFrom } from '../../playground/gates/unit-courses.js';
import type { GateActivations, LayerGates } from '../../src/browser/index.js';

const layerOf = (
  name: GateActivations['name'],
  rows: readonly (readonly number[])[],
): LayerGates => ({
  layer: 1,
  direction: 'forward',
  gates: [{ name, means: [], units: rows.map((row) => Float32Array.from(row)) }],
});

const rows = [
  [0, 0, 0],
  [0.75, 0.5, 1],
  [0.5, 1, 0.25],
];

test('the unit that keeps most at the end, and the one that loses most at the next word', () => {
  expect(unitCoursesFrom(layerOf('forget', rows), 0)).toEqual({
    kept: { unit: 2, factors: [1, 0.5, 1], left: [1, 0.5, 0.5] },
    lost: { unit: 2, factors: [1, 0.5, 1], left: [1, 0.5, 0.5] },
    mean: [1, 0.75, (0.375 + 0.5 + 0.25) / 3],
    unitCount: 3,
    gate: 'forget',
  });
  expect(unitCoursesFrom(layerOf('forget', rows), 1)).toMatchObject({
    kept: { unit: 2, factors: [1, 1] },
    lost: { unit: 3, left: [1, 0.25] },
  });
});

test('without a forget gate, 1 - update multiplies', () => {
  expect(unitCoursesFrom(layerOf('update', rows), 1)).toMatchObject({
    kept: { unit: 3, factors: [1, 0.75] },
    lost: { unit: 2, left: [1, 0] },
    gate: 'update',
  });
});

test('after the last word, and without gates, there is nothing to follow', () => {
  expect(unitCoursesFrom(layerOf('forget', rows), 2)).toBeUndefined();
  expect(unitCoursesFrom({ layer: 1, direction: 'forward', gates: [] }, 0)).toBeUndefined();
});
