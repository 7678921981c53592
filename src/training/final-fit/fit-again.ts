// The final fit: once dev has chosen an epoch, a training from the start on train and dev together,
// which ends where the chosen epoch ended. No sentences are left to choose anything on.
import type { Tagger } from '../../model/tagger.js';
import type { Divergence } from '../divergence.js';
import {
  type AnomalyEvent,
  type BatchEvent,
  createEpochRunner,
  type EpochSummary,
  type TrainingSentences,
} from '../epoch.js';
import { createKeptWeights } from '../kept-weights.js';
import type { WeightsName } from '../model-selection.js';
import type { TrainingOptions } from '../optimization/options.js';
import { learningRateAt } from '../optimization/schedule.js';
import { createRollback, type RollbackEvent } from '../rollback.js';
import type { ScoredRun } from '../runs.js';
import { runWithRollbacks, type TrainingInput } from '../train.js';

/** What the first fit has chosen. */
export interface FitPlan {
  readonly seed: number;
  /** The chosen epoch, after which the final fit stops. */
  readonly epochs: number;
  readonly weights: WeightsName;
  /** F1 on dev of the epochs of the first fit, which the schedule `plateau` reads. */
  readonly history: readonly number[];
}

export const planOf = ({ seed, best, learningCurve }: ScoredRun): FitPlan => ({
  seed,
  epochs: best.epoch,
  weights: best.weights,
  history: learningCurve.map(({ devF1 }) => devF1),
});

/** An epoch without a score. */
export interface FittedEpochEvent extends EpochSummary {
  readonly kind: 'fitted-epoch';
  readonly epoch: number;
  /** Learning rate of the last step. */
  readonly learningRate: number;
}

export type FitEvent = BatchEvent | AnomalyEvent | RollbackEvent | FittedEpochEvent;

export type FitEnd =
  | { readonly reason: 'epochs' | 'interrupted' }
  | { readonly reason: 'diverged'; readonly divergence: Divergence };

export type FitInput = TrainingSentences & Pick<TrainingInput, 'isInterrupted'>;

/**
 * Trains as the first fit did, and leaves the tagger with the weights that the plan names.
 *
 * The schedule and `swa` keep the epochs of the options, although only those of the plan are
 * trained: the learning rate, and the epochs in a mean, are those of the chosen epoch. A rollback of
 * the first fit is not repeated, because it belongs to a step that this fit does not have.
 */
export function* fitAgain(
  tagger: Tagger,
  { isInterrupted, ...sentences }: FitInput,
  plan: FitPlan,
  given: TrainingOptions,
): Generator<FitEvent, FitEnd> {
  const options = { ...given, seed: plan.seed };
  const kept = createKeptWeights(tagger);
  kept.keep(0);
  const runner = createEpochRunner(tagger, sentences, options);
  const rollback = createRollback(runner, kept, options);
  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    const history = plan.history.slice(0, epoch - 1);
    const rateAt = (step: number, stepsPerEpoch: number) =>
      learningRateAt(options, { epoch, step, stepsPerEpoch, history }) * rollback.rateFactor();
    const input = { epoch, learningRateAt: rateAt, isInterrupted };
    const end = yield* runWithRollbacks(runner, rollback, input);
    if (end.kind === 'interrupted') return { reason: 'interrupted' };
    if (end.kind === 'diverged') {
      const { anomaly, learningRate } = end;
      const rollbackCount = rollback.count();
      return { reason: 'diverged', divergence: { anomaly, learningRate, rollbackCount } };
    }
    // Without scores, the weights after an epoch are good if it has not diverged.
    kept.keep(epoch);
    // As the scoring of averaged weights does, this rounds the means of rows that have not changed.
    runner.averaging.withAverage(() => {});
    const { learningRate, summary } = end;
    yield { kind: 'fitted-epoch', epoch, learningRate, ...summary };
  }
  if (plan.weights === 'averaged') runner.averaging.withAverage(() => kept.keep(plan.epochs));
  kept.restore();
  return { reason: 'epochs' };
}
