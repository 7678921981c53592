import { expect, test } from '@jest/globals';
import { renderEnd, renderTemperature } from '../../../../src/cli/train/progress/render-end.js';
import type { EndEvent } from '../../../../src/training/train.js';
import { runOf } from '../../../training/scored-run.js';

const endOf = (reason: EndEvent['reason']) => runOf(1, 5, { reason }).end;
const limits = { epochs: 30, patience: 15 };

test.each([
  ['epochs', 'ended after 12 s: all 30 epochs are done; kept epoch 3'],
  ['patience', 'ended after 12 s: no better F1 for 15 epochs (patience); kept epoch 3'],
  ['interrupted', 'ended after 12 s: interrupted; kept epoch 3'],
  ['diverged', 'ended after 12 s: training diverged; kept epoch 3'],
] as const)('a training that ends because of %s says so in one line', (reason, line) => {
  expect(renderEnd(endOf(reason), 12.2, limits)).toBe(line);
});

test('a training of one epoch, or with a patience of one, is reported in the singular', () => {
  const least = { epochs: 1, patience: 1 };
  expect(renderEnd(endOf('epochs'), 1, least)).toContain(': the only epoch is done; ');
  expect(renderEnd(endOf('patience'), 1, least)).toContain(': no better F1 for 1 epoch (patience)');
});

test('a training without a finished epoch keeps none', () => {
  const { end } = runOf(1, undefined, { reason: 'interrupted' });
  expect(renderEnd(end, 1, limits)).toBe('ended after 1 s: interrupted; no epoch finished');
});

test('the longest line fits 80 columns', () => {
  const end = endOf('patience');
  const best = end.best && { ...end.best, epoch: 100 };
  const line = renderEnd({ ...end, best }, 86_399, { epochs: 300, patience: 100 });
  expect(line).toContain('ended after 23 h 59 min: ');
  expect(line.length).toBeLessThanOrEqual(80);
});

test('a fitted temperature comes with the errors before and after', () => {
  const fit = { temperature: 1.37, isFitted: true, entityCount: 2773, correctCount: 2000 };
  expect(renderTemperature({ ...fit, errorBefore: 0.0512, errorAfter: 0.01234 })).toBe(
    'temperature 1.37: expected calibration error 5.12% before, 1.23% after (15 equal bins, 2,773 entities predicted in dev)',
  );
});

test.each([
  [12, 9, 'dev has too few predicted entities (12, at least 100 are needed)'],
  [1127, 6, 'only 6 of 1,127 entities predicted in dev are correct (at least 10 are needed)'],
  [127, 120, 'only 7 of 127 entities predicted in dev are wrong (at least 10 are needed)'],
])('a temperature that was not fitted says why: %i entities', (entityCount, correctCount, why) => {
  const fit = { temperature: 1, isFitted: false, entityCount, correctCount };
  expect(renderTemperature(fit)).toBe(`temperature 1: not fitted, because ${why}`);
});
