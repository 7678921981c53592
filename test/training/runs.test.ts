import { expect, test } from '@jest/globals';
import { chooseRun, f1ByRun, summarize } from '../../src/training/runs.js';
import { runOf } from './scored-run.js';

test('the run with the best F1 on dev is chosen, the first of equals, whatever the scores on test', () => {
  const runs = [runOf(1, 5, { test: 9 }), runOf(2, 8, { test: 1 }), runOf(3, 8, { test: 9 })];
  expect(chooseRun(runs)?.seed).toBe(2);
});

test('a run that diverged is chosen only if no other has a score', () => {
  const diverged = runOf(1, 9, { reason: 'diverged' });
  expect(chooseRun([diverged, runOf(2, 0)])?.seed).toBe(2);
  expect(chooseRun([runOf(2, undefined, { reason: 'interrupted' }), diverged])?.seed).toBe(1);
});

test('an interrupted run is chosen if its best epoch is the best', () => {
  const runs = [runOf(1, 5), runOf(2, 6, { reason: 'interrupted' })];
  expect(chooseRun(runs)).toMatchObject({ seed: 2, best: { epoch: 3 } });
});

test('nothing is chosen if no epoch finished', () => {
  expect(chooseRun([])).toBeUndefined();
  expect(chooseRun([runOf(1, undefined, { reason: 'diverged' })])).toBeUndefined();
});

test('only complete runs have figures, each at its place', () => {
  const runs = [
    runOf(1, 5, { test: 4 }),
    runOf(2, 8, { reason: 'diverged', test: 8 }),
    runOf(3, 7, { reason: 'patience', test: 6 }),
    runOf(4, 9, { reason: 'interrupted', test: 9 }),
  ];
  const { dev, test } = f1ByRun(runs);
  expect(dev.map((f1) => f1 && Math.round(f1))).toEqual([50, undefined, 70, undefined]);
  expect(test.map((f1) => f1 && Math.round(f1))).toEqual([40, undefined, 60, undefined]);
});

test('without test sentences there are no figures for test', () => {
  expect(f1ByRun([runOf(1, 5), runOf(2, 6)]).test).toEqual([]);
});

test('figures are summarized by mean, sample standard deviation, minimum and maximum', () => {
  expect(summarize([2, undefined, 4, 9])).toEqual({
    count: 3,
    mean: 5,
    standardDeviation: Math.sqrt(13),
    min: 2,
    max: 9,
  });
});

test('one figure has no deviation, none no statistics', () => {
  expect(summarize([undefined, 7])).toEqual({
    count: 1,
    mean: 7,
    standardDeviation: undefined,
    min: 7,
    max: 7,
  });
  expect(summarize([undefined])).toBeUndefined();
});
