import { expect, test } from '@jest/globals';
import { renderDivergence } from '../../../../src/cli/train/progress/render-divergence.js';
import {
  renderRun,
  renderRunName,
  renderRuns,
} from '../../../../src/cli/train/progress/render-runs.js';
import { runOf, someDivergence } from '../../../training/scored-run.js';
import { toyOptions } from '../../../training/toy-corpus.js';

test('a run is reported with its scores, or with the reason why it has none', () => {
  const place = { number: 2, count: 5, seed: 7 };
  const name = renderRunName(place);
  expect(name).toBe('run 2/5, seed 7');
  expect(renderRun(place, runOf(7, 5), toyOptions)).toBe(`${name}: dev F1 50.00 (epoch 3)`);
  expect(renderRun(place, runOf(7, 5, { test: 4 }), toyOptions)).toBe(
    `${name}: dev F1 50.00 (epoch 3), test F1 40.00`,
  );
  expect(renderRun(place, runOf(7, 5, { reason: 'interrupted' }), toyOptions)).toBe(
    `${name}: interrupted at dev F1 50.00 (epoch 3)`,
  );
  expect(renderRun(place, runOf(7, undefined, { reason: 'interrupted' }), toyOptions)).toBe(
    `${name}: interrupted before its first epoch finished`,
  );
  expect(renderRun(place, runOf(7, 5, { reason: 'diverged' }), toyOptions)).toBe(
    `${name} diverged and is excluded: ${renderDivergence(someDivergence, toyOptions)}`,
  );
});

test('several runs are summarized, on dev and test', () => {
  expect(renderRuns([runOf(1, 5, { test: 4 }), runOf(2, 7, { test: 4 })])).toEqual([
    'dev F1 of 2 runs: mean 60.00, standard deviation 14.14, min 50.00, max 70.00',
    'test F1 of 2 runs: mean 40.00, standard deviation 0.00, min 40.00, max 40.00',
  ]);
});

test('statistics name the number of complete runs if some are excluded', () => {
  expect(renderRuns([runOf(1, 5), runOf(2, 7, { reason: 'diverged' })])).toEqual([
    'dev F1 of 1 of 2 runs: mean 50.00, min 50.00, max 50.00',
  ]);
  expect(renderRuns([runOf(2, 7, { reason: 'diverged' })])).toEqual([]);
});
