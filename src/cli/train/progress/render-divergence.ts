// Messages about anomalies, rollbacks and divergence, with the flags that may help.
import { type Divergence, renderAnomaly } from '../../../training/divergence.js';
import type { AnomalyEvent } from '../../../training/epoch.js';
import { clipFactor } from '../../../training/optimization/gradients.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import type { RollbackEvent } from '../../../training/rollback.js';

type GradientOptions = Pick<TrainingOptions, 'clipNorm' | 'onExplosion'>;

/** What ended the training, and which flags may prevent it. */
export function renderDivergence(
  { anomaly, learningRate, rollbackCount }: Divergence,
  options: GradientOptions,
): string {
  const tried = rollbackCount > 0 ? `, and ${rollbackCount} rollbacks have not helped` : '';
  return `${renderAnomaly(anomaly)}${tried}: ${renderAdvice(learningRate, options)}`;
}

/** A huge gradient that training goes on from. */
export function renderWarning(
  { anomaly, learningRate }: Pick<AnomalyEvent, 'anomaly' | 'learningRate'>,
  options: GradientOptions,
): string {
  const found = renderAnomaly(anomaly);
  const isClipped = clipFactor(anomaly.norm, options.clipNorm) < 1;
  if (!isClipped) return `${found}: ${renderAdvice(learningRate, options)}`;
  const rate = lowerRate(learningRate);
  return `${found}: it is clipped to ${options.clipNorm}; if this happens often, try ${rate}`;
}

/** What went wrong, and what training goes back to. */
export function renderRollback({ anomaly, keptEpoch, learningRate }: RollbackEvent): string {
  const kept = keptEpoch === 0 ? 'initial weights' : `weights of epoch ${keptEpoch}`;
  const rate = Number(learningRate.toPrecision(3));
  return `${renderAnomaly(anomaly)}: rolled back to the ${kept}, learning rate halved to ${rate}`;
}

function renderAdvice(learningRate: number, { clipNorm, onExplosion }: GradientOptions): string {
  const rate = lowerRate(learningRate);
  const clip = clipNorm > 0 ? `a lower --clip-norm (now ${clipNorm})` : 'a --clip-norm above 0';
  return onExplosion === 'rollback'
    ? `try ${rate} or ${clip}`
    : `try ${rate}, ${clip} or --on-explosion rollback`;
}

const lowerRate = (learningRate: number) =>
  `a lower --learning-rate (now ${Number(learningRate.toPrecision(3))})`;
