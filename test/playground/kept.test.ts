// What is left of a state after several words.
import { expect, test } from '@jest/globals';
import { keptFrom } from '../../playground/gates/kept.js';
import type { GateActivations, LayerGates } from '../../src/browser/index.js';

const gate = (name: GateActivations['name'], rows: readonly (readonly number[])[]) => ({
  name,
  means: [],
  units: rows.map((row) => Float32Array.from(row)),
});

const rows = [
  [0.5, 0.25],
  [1, 0.5],
  [0.25, 1],
  [0.5, 0.75],
];

const layer = (
  direction: LayerGates['direction'],
  gates: readonly GateActivations[],
): LayerGates => ({ layer: 1, direction, gates });

test('forward, the forget gates of all words after the chosen one are multiplied', () => {
  const update = gate('update', [[], [], [], []]);
  expect(keptFrom(layer('forward', [update, gate('forget', rows)]), 0)).toEqual([
    { mean: 1, halfCount: 2 },
    { mean: (1 + 0.5) / 2, halfCount: 1 },
    { mean: (0.25 + 0.5) / 2, halfCount: 0 },
    { mean: (0.125 + 0.375) / 2, halfCount: 0 },
  ]);
});

test('in reverse, those of the words before it are', () => {
  expect(keptFrom(layer('reverse', [gate('forget', rows)]), 2)).toEqual([
    { mean: (0.5 + 0.125) / 2, halfCount: 0 },
    { mean: (1 + 0.5) / 2, halfCount: 1 },
    { mean: 1, halfCount: 2 },
    undefined,
  ]);
});

test('without a forget gate, 1 - update is what stays', () => {
  expect(keptFrom(layer('forward', [gate('update', rows)]), 1)?.slice(2)).toEqual([
    { mean: (0.75 + 0) / 2, halfCount: 1 },
    { mean: (0.375 + 0) / 2, halfCount: 0 },
  ]);
});

test('without gates, or for a word that is not there, nothing is known', () => {
  expect(keptFrom(layer('forward', []), 0)).toBeUndefined();
  expect(keptFrom(layer('forward', [gate('forget', rows)]), 4)).toBeUndefined();
});
