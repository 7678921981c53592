// Rollbacks: after a divergence the epoch is repeated from the last good weights, at half the
// learning rate.

import type { LocatedAnomaly } from './divergence.js';
import type { EpochRunner } from './epoch.js';
import type { KeptWeights } from './kept-weights.js';
import type { TrainingOptions } from './optimization/options.js';

export interface RollbackEvent {
  readonly kind: 'rollback';
  readonly anomaly: LocatedAnomaly;
  /** The epoch whose weights are restored; 0 for the initial weights. */
  readonly keptEpoch: number;
  /** Half the learning rate of the diverged step. */
  readonly learningRate: number;
}

export interface Rollback {
  /**
   * Factor of the scheduled learning rate, halved by each rollback for the rest of the training.
   */
  rateFactor(): number;
  count(): number;
  /**
   * Rolls back to the kept weights; undefined if that is not allowed, or no longer.
   */
  attempt(anomaly: LocatedAnomaly, learningRate: number): RollbackEvent | undefined;
  state(): RollbackState;
  setState(state: RollbackState): void;
}

export interface RollbackState {
  readonly count: number;
  readonly rateFactor: number;
}

// After so many rollbacks the learning rate is less than a thirtieth of the scheduled one.
const MOST_ROLLBACKS = 5;

export function createRollback(
  runner: Pick<EpochRunner, 'reset'>,
  kept: KeptWeights,
  { onExplosion }: Pick<TrainingOptions, 'onExplosion'>,
): Rollback {
  const most = onExplosion === 'rollback' ? MOST_ROLLBACKS : 0;
  let count = 0;
  let rateFactor = 1;
  return {
    rateFactor: () => rateFactor,
    count: () => count,
    attempt: (anomaly, learningRate) => {
      if (count >= most) return undefined;
      count++;
      rateFactor /= 2;
      kept.restore();
      runner.reset();
      const keptEpoch = kept.keptEpoch();
      return { kind: 'rollback', anomaly, keptEpoch, learningRate: learningRate / 2 };
    },
    state: () => ({ count, rateFactor }),
    setState: (state) => {
      ({ count, rateFactor } = state);
    },
  };
}
