// Training as a sequence of events: batches, a score on dev after each epoch, and an end, at which
// the tagger has its best weights.
import { f1 } from '../evaluation/score.js';
import type { Tagger } from '../model/tagger.js';
import type { Divergence } from './divergence.js';
import {
  type AnomalyEvent,
  type BatchEvent,
  createEpochRunner,
  type EpochEnd,
  type EpochInput,
  type EpochRunner,
  type EpochSummary,
  type TrainingSentences,
} from './epoch.js';
import { fitTemperature, type TemperatureFit } from './fit-temperature.js';
import { createKeptWeights } from './kept-weights.js';
import {
  createModelSelector,
  type DevSentences,
  type ScoredWeights,
  type SelectWeights,
} from './model-selection.js';
import type { TrainingOptions } from './optimization/options.js';
import { learningRateAt } from './optimization/schedule.js';
import { createRollback, type Rollback, type RollbackEvent } from './rollback.js';

export interface TrainingInput extends TrainingSentences, DevSentences {
  /** Asked before each batch; an interrupted training ends with the best weights so far. */
  isInterrupted(): boolean;
}

export interface EpochEvent extends EpochSummary, ScoredWeights {
  readonly kind: 'epoch';
  /** Learning rate of the last step. */
  readonly learningRate: number;
  /** Best weights so far, which may be those of this epoch. */
  readonly best: ScoredWeights;
}

export interface EndEvent {
  readonly kind: 'end';
  readonly reason: 'epochs' | 'patience' | 'interrupted' | 'diverged';
  /** The weights the tagger is left with; absent if no epoch finished. */
  readonly best?: ScoredWeights;
  /** Of the best weights; the tagger has its temperature. */
  readonly temperature?: TemperatureFit;
  /** Present if training diverged. */
  readonly divergence?: Divergence;
}

export type TrainingEvent = BatchEvent | AnomalyEvent | RollbackEvent | EpochEvent | EndEvent;

/**
 * Trains until the epochs or the patience are used up, and leaves the tagger with its best weights.
 */
export function* train(
  tagger: Tagger,
  input: TrainingInput,
  options: TrainingOptions,
): Generator<TrainingEvent, void> {
  const kept = createKeptWeights(tagger);
  // The initial weights are the last good ones until an epoch has been scored.
  kept.keep(0);
  const runner = createEpochRunner(tagger, input, options);
  const rollback = createRollback(runner, kept, options);
  const selectWeights = createModelSelector(tagger, input, kept, runner.averaging);
  const parts = { runner, rollback, selectWeights, isInterrupted: input.isInterrupted };
  const end = yield* trainEpochs(parts, options);
  if (!end.best) {
    yield { kind: 'end', ...end };
    return;
  }
  kept.restore();
  const temperature = fitTemperature(tagger, input.dev);
  tagger.temperature = temperature.temperature;
  yield { kind: 'end', ...end, temperature };
}

interface TrainingParts extends Pick<TrainingInput, 'isInterrupted'> {
  readonly runner: EpochRunner;
  readonly rollback: Rollback;
  readonly selectWeights: SelectWeights;
}

function* trainEpochs(
  { runner, rollback, selectWeights, isInterrupted }: TrainingParts,
  options: TrainingOptions,
): Generator<TrainingEvent, Omit<EndEvent, 'kind'>> {
  const history: number[] = [];
  let best: ScoredWeights | undefined;
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    const rateAt = (step: number, stepsPerEpoch: number) =>
      learningRateAt(options, { epoch, step, stepsPerEpoch, history }) * rollback.rateFactor();
    const input = { epoch, learningRateAt: rateAt, isInterrupted };
    const end = yield* runWithRollbacks(runner, rollback, input);
    if (end.kind === 'interrupted') return { reason: 'interrupted', best };
    if (end.kind === 'diverged') {
      const { anomaly, learningRate } = end;
      const divergence = { anomaly, learningRate, rollbackCount: rollback.count() };
      return { reason: 'diverged', best, divergence };
    }
    const { current, best: bestSoFar } = selectWeights(epoch);
    best = bestSoFar;
    history.push(f1(current.dev.overall));
    const { learningRate, summary } = end;
    yield { kind: 'epoch', ...current, learningRate, ...summary, best };
    const isLast = epoch === options.epochs;
    if (!isLast && epoch - best.epoch >= options.patience) return { reason: 'patience', best };
  }
  return { reason: 'epochs', best };
}

/** Runs an epoch, and repeats it after each rollback. */
function* runWithRollbacks(
  runner: EpochRunner,
  rollback: Rollback,
  input: EpochInput,
): Generator<TrainingEvent, EpochEnd> {
  for (;;) {
    const end = yield* runner.run(input);
    if (end.kind !== 'diverged') return end;
    const event = rollback.attempt(end.anomaly, end.learningRate);
    if (!event) return end;
    yield event;
  }
}
