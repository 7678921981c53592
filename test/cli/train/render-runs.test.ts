import { expect, test } from '@jest/globals';
import { renderPlace, renderRun, renderRuns } from '../../../src/cli/train/render-runs.js';
import { runOf } from '../../training/scored-run.js';

test('a run is told with its scores, or with what kept it from them', () => {
  const place = { number: 2, count: 5, seed: 7 };
  const name = renderPlace(place);
  expect(name).toBe('run 2/5, seed 7');
  expect(renderRun(place, runOf(7, 5))).toBe(`${name}: dev F1 50.00 (epoch 3)`);
  expect(renderRun(place, runOf(7, 5, { test: 4 }))).toBe(
    `${name}: dev F1 50.00 (epoch 3), test F1 40.00`,
  );
  expect(renderRun(place, runOf(7, 5, { reason: 'interrupted' }))).toBe(
    `${name}: interrupted at dev F1 50.00 (epoch 3)`,
  );
  expect(renderRun(place, runOf(7, undefined, { reason: 'interrupted' }))).toBe(
    `${name}: interrupted before its first epoch came to its end`,
  );
  expect(renderRun(place, runOf(7, 5, { reason: 'diverged' }))).toBe(
    `tagger: warning: ${name}, diverged and does not count: the loss is no finite number`,
  );
});

test('several runs are summed up, dev and test', () => {
  expect(renderRuns([runOf(1, 5, { test: 4 }), runOf(2, 7, { test: 4 })])).toEqual([
    'dev F1 of 2 runs: mean 60.00, standard deviation 14.14, min 50.00, max 70.00',
    'test F1 of 2 runs: mean 40.00, standard deviation 0.00, min 40.00, max 40.00',
  ]);
});

test('it says of how many runs the figures are where not all count', () => {
  expect(renderRuns([runOf(1, 5), runOf(2, 7, { reason: 'diverged' })])).toEqual([
    'dev F1 of 1 of 2 runs: mean 50.00, min 50.00, max 50.00',
  ]);
  expect(renderRuns([runOf(2, 7, { reason: 'diverged' })])).toEqual([]);
});
