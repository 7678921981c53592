// An epoch that explodes, tried again: from the last good weights, at half the learning rate.
import type { Checkpoint } from './checkpoint.js';
import { type Explosion, renderExplosion, renderRemedy } from './divergence.js';
import type { EpochResult, EpochSummary, Learner, LearnerEvent } from './epoch.js';
import type { TrainingOptions } from './optimization/options.js';
import { learningRateAt } from './optimization/schedule.js';

export interface RollbackEvent {
  readonly kind: 'rollback';
  readonly explosion: Explosion;
  /** Whose weights are back; 0 for those that training began with. */
  readonly keptEpoch: number;
  /** Half of what it was at the step that exploded. */
  readonly learningRate: number;
}

export type EpochOutcome =
  | { readonly kind: 'done'; readonly summary: EpochSummary; readonly learningRate: number }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'diverged'; readonly detail: string };

export interface EpochRun {
  readonly epoch: number;
  /** The score on dev of each epoch before. */
  readonly history: readonly number[];
  /** Asked between two batches. */
  isInterrupted(): boolean;
}

export type EpochRunner = (run: EpochRun) => Generator<LearnerEvent | RollbackEvent, EpochOutcome>;

// By then the rate is less than a thirtieth of what was asked for.
const MOST_ROLLBACKS = 5;

/** The last good weights are those the checkpoint keeps; the rate stays halved for all epochs after. */
export function createEpochRunner(
  learner: Learner,
  checkpoint: Checkpoint,
  options: TrainingOptions,
): EpochRunner {
  let rollbackCount = 0;
  let share = 1;
  const most = options.onExplosion === 'rollback' ? MOST_ROLLBACKS : 0;

  return function* run({ epoch, history, isInterrupted }) {
    const rateAt = (step: number, stepsPerEpoch: number) =>
      learningRateAt(options, { epoch, step, stepsPerEpoch, history }) * share;
    for (;;) {
      const input = { epoch, learningRateAt: rateAt, isInterrupted };
      const result: EpochResult = yield* learner.runEpoch(input);
      if (result.kind !== 'exploded') return result;
      const { explosion, learningRate } = result;
      if (rollbackCount === most) {
        const advice = renderRemedy(learningRate, options);
        const tried = most > 0 ? `, and ${most} rollbacks have not helped` : '';
        return { kind: 'diverged', detail: `${renderExplosion(explosion)}${tried}: ${advice}` };
      }
      rollbackCount++;
      share /= 2;
      checkpoint.restore();
      learner.reset();
      const keptEpoch = checkpoint.keptEpoch();
      yield { kind: 'rollback', explosion, keptEpoch, learningRate: learningRate / 2 };
    }
  };
}
