import { expect, test } from '@jest/globals';
import { renderEpoch } from '../../../src/cli/train/render-epoch.js';
import type { EpochEvent } from '../../../src/training/train.js';

function epochOf(change: Partial<EpochEvent>, counts: [number, number, number]): EpochEvent {
  const [correct, gold, predicted] = counts;
  const dev = {
    tokenCount: 100,
    correctTagCount: 90,
    overall: { correct, gold, predicted },
    types: new Map(),
  };
  const summary = { loss: 12.3456, medianGradientNorm: 2.345, largestGradientNorm: 51.2 };
  return {
    kind: 'epoch',
    epoch: 7,
    learningRate: 0.003,
    ...summary,
    stepCount: 50,
    clippedCount: 6,
    weights: 'raw',
    dev,
    best: { epoch: 7, weights: 'raw', dev },
    ...change,
  };
}

test('the line of an epoch has loss, rate, median and largest norm, share of clipped steps, and scores', () => {
  expect(renderEpoch(epochOf({}, [10, 16, 20]), 30)).toBe(
    'epoch  7/30  loss 12.346  rate 3.0e-3  norm 2.3 max  51 clip 12%  P 50.00 R 62.50 F1 55.56  best 55.56 (7)',
  );
});

test.each([
  [0.0512, '5e-2'],
  [0.1234, '0.12'],
  [0, '0'],
  [99.9, '100'],
  [512, '510'],
  [51234, '5e+4'],
  [3e38, '3e+38'],
])('the norm %d is shown as %s', (largestGradientNorm, shown) => {
  const line = renderEpoch(epochOf({ largestGradientNorm }, [1, 1, 1]), 30);
  expect(line).toContain(` max ${shown.padStart(3)} clip`);
});

test('the line of an epoch has at most 125 columns', () => {
  for (const epochs of [9, 30, 99]) {
    for (const loss of [0.001, 12.345, 123.456]) {
      for (const largestGradientNorm of [0.123, 512, 3e38]) {
        const event = epochOf(
          { epoch: epochs, loss, largestGradientNorm, medianGradientNorm: 0.12, clippedCount: 50 },
          [3, 3, 3],
        );
        const best = { epoch: epochs, weights: 'averaged', dev: event.dev } as const;
        expect(
          renderEpoch({ ...event, weights: 'averaged', best }, epochs).length,
        ).toBeLessThanOrEqual(125);
      }
    }
  }
});

test('the line of an epoch marks the scores of averaged weights', () => {
  const line = renderEpoch(epochOf({ weights: 'averaged' }, [10, 16, 20]), 30);
  expect(line).toContain('  P 50.00 R 62.50 F1 55.56 averaged  best 55.56 (7)');
});
