import { expect, test } from '@jest/globals';
import {
  renderDivergence,
  renderRollback,
  renderWarning,
} from '../../../../src/cli/train/progress/render-divergence.js';
import { renderAnomaly } from '../../../../src/training/divergence.js';

const anomaly = {
  kind: 'gradient',
  norm: Number.POSITIVE_INFINITY,
  parameter: 'encoder.weight_hh_l1',
  isRecoverable: false,
  epoch: 4,
  step: 17,
} as const;
const found = renderAnomaly(anomaly);

const stop = { clipNorm: 5, onExplosion: 'stop' } as const;
const rollback = { clipNorm: 0, onExplosion: 'rollback' } as const;

test('a divergence is reported with the flags that may prevent it', () => {
  const divergence = { anomaly, learningRate: 0.0123456, rollbackCount: 0 };
  expect(renderDivergence(divergence, stop)).toBe(
    `${found}: try a lower --learning-rate (now 0.0123), a lower --clip-norm (now 5) or --on-explosion rollback`,
  );
});

test('a divergence after rollbacks is reported with their number', () => {
  const divergence = { anomaly, learningRate: 1, rollbackCount: 5 };
  expect(renderDivergence(divergence, rollback)).toBe(
    `${found}, and 5 rollbacks have not helped: try a lower --learning-rate (now 1) or a --clip-norm above 0`,
  );
});

test('the warning about a huge gradient depends on whether it is clipped', () => {
  const huge = { ...anomaly, kind: 'huge gradient', norm: 1234.5, medianNorm: 2 } as const;
  const event = { anomaly: huge, learningRate: 0.5 };
  expect(renderWarning(event, stop)).toBe(
    `${renderAnomaly(huge)}: it is clipped to 5; if this happens often, try a lower --learning-rate (now 0.5)`,
  );
  expect(renderWarning(event, { ...stop, clipNorm: 0 })).toBe(
    `${renderAnomaly(huge)}: try a lower --learning-rate (now 0.5), a --clip-norm above 0 or --on-explosion rollback`,
  );
});

test('a rollback is reported with the anomaly, the restored weights and the new rate', () => {
  const event = { kind: 'rollback', anomaly, keptEpoch: 2, learningRate: 0.001499 } as const;
  expect(renderRollback(event)).toBe(
    `${found}: rolled back to the weights of epoch 2, learning rate halved to 0.0015`,
  );
  expect(renderRollback({ ...event, keptEpoch: 0 })).toBe(
    `${found}: rolled back to the initial weights, learning rate halved to 0.0015`,
  );
});
