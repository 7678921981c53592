// Training as a sequence of events: batches, a score on dev after each epoch, and an end, at which
// the tagger has its best weights.
import { f1 } from '../evaluation/score.js';
import type { Tagger } from '../model/tagger.js';
import type { RandomState } from '../tensors/random.js';
import type { Divergence } from './divergence.js';
import {
  type AnomalyEvent,
  type BatchEvent,
  createEpochRunner,
  type EpochEnd,
  type EpochInput,
  type EpochRunner,
  type EpochSummary,
  type RunnerState,
  type TrainingSentences,
} from './epoch.js';
import { fitTemperature, type TemperatureFit } from './fit-temperature.js';
import { createKeptWeights, type KeptState, type KeptWeights } from './kept-weights.js';
import {
  createModelSelector,
  type DevSentences,
  type ModelSelector,
  type ScoredWeights,
} from './model-selection.js';
import type { TrainingOptions } from './optimization/options.js';
import { learningRateAt } from './optimization/schedule.js';
import {
  setNumbers,
  viewNumbers,
  type WeightNumbers,
  weightBlock,
} from './optimization/weight-numbers.js';
import {
  createRollback,
  type Rollback,
  type RollbackEvent,
  type RollbackState,
} from './rollback.js';

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

/** A training, and what it needs to go on in another process. */
export interface Training {
  /**
   * Trains until the epochs or the patience are used up, and leaves the tagger with its best
   * weights.
   */
  readonly events: Generator<TrainingEvent, void>;
  /** To be called between two events before the end; what is in it is to be used at once. */
  state(): TrainingState;
}

export interface TrainingState {
  readonly random: RandomState;
  readonly weights: WeightNumbers;
  /** The best weights, or the initial ones until an epoch has been scored. */
  readonly kept: KeptState;
  readonly runner: RunnerState;
  readonly rollback: RollbackState;
  /** F1 on dev of each finished epoch. */
  readonly history: readonly number[];
  readonly best?: ScoredWeights;
}

/** @param from state of a training with the same input and options that ended early */
export function createTraining(
  tagger: Tagger,
  input: TrainingInput,
  options: TrainingOptions,
  from?: TrainingState,
): Training {
  const { engine, network } = tagger;
  const kept = createKeptWeights(tagger);
  // The initial weights are the last good ones until an epoch has been scored.
  kept.keep(0);
  const runner = createEpochRunner(tagger, input, options);
  const rollback = createRollback(runner, kept, options);
  const selector = createModelSelector(tagger, input, kept, runner.averaging);
  const history: number[] = [];
  if (from) {
    setNumbers(engine, network, weightBlock(network), from.weights);
    kept.setState(from.kept);
    runner.setState(from.runner);
    rollback.setState(from.rollback);
    selector.setBest(from.best);
    history.push(...from.history);
    input.random.setState(from.random);
  }
  const { isInterrupted } = input;
  const parts = { runner, rollback, selector, history, isInterrupted };
  return {
    events: finish(tagger, input, kept, trainEpochs(parts, options)),
    state: () => ({
      random: input.random.state(),
      weights: viewNumbers(engine, network, weightBlock(network)),
      kept: kept.state(),
      runner: runner.state(),
      rollback: rollback.state(),
      history,
      best: selector.best(),
    }),
  };
}

/** A training that cannot be continued by another process. */
export function* train(
  tagger: Tagger,
  input: TrainingInput,
  options: TrainingOptions,
): Generator<TrainingEvent, void> {
  yield* createTraining(tagger, input, options).events;
}

type EpochsEnd = Omit<EndEvent, 'kind'>;

/** Restores the best weights after the epochs, and fits their temperature. */
function* finish(
  tagger: Tagger,
  { dev }: TrainingInput,
  kept: KeptWeights,
  epochs: Generator<TrainingEvent, EpochsEnd>,
): Generator<TrainingEvent, void> {
  const end = yield* epochs;
  if (!end.best) {
    yield { kind: 'end', ...end };
    return;
  }
  kept.restore();
  const temperature = fitTemperature(tagger, dev);
  tagger.temperature = temperature.temperature;
  yield { kind: 'end', ...end, temperature };
}

interface TrainingParts extends Pick<TrainingInput, 'isInterrupted'> {
  readonly runner: EpochRunner;
  readonly rollback: Rollback;
  readonly selector: ModelSelector;
  /** F1 on dev of each finished epoch, to which further ones are added. */
  readonly history: number[];
}

function* trainEpochs(
  { runner, rollback, selector, history, isInterrupted }: TrainingParts,
  options: TrainingOptions,
): Generator<TrainingEvent, EpochsEnd> {
  for (;;) {
    const best = selector.best();
    const reason = endReason(history.length, best, options);
    if (reason) return { reason, best };
    const epoch = history.length + 1;
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
    const { current, best: bestSoFar } = selector.select(epoch);
    history.push(f1(current.dev.overall));
    const { learningRate, summary } = end;
    yield { kind: 'epoch', ...current, learningRate, ...summary, best: bestSoFar };
  }
}

/** Why training ends after so many epochs; undefined if it goes on. */
function endReason(
  epochCount: number,
  best: ScoredWeights | undefined,
  { epochs, patience }: Pick<TrainingOptions, 'epochs' | 'patience'>,
): 'epochs' | 'patience' | undefined {
  if (epochCount >= epochs) return 'epochs';
  return best && epochCount - best.epoch >= patience ? 'patience' : undefined;
}

/** Runs an epoch, and repeats it after each rollback. */
export function* runWithRollbacks(
  runner: EpochRunner,
  rollback: Rollback,
  input: EpochInput,
): Generator<BatchEvent | AnomalyEvent | RollbackEvent, EpochEnd> {
  for (;;) {
    const end = yield* runner.run(input);
    if (end.kind !== 'diverged') return end;
    const event = rollback.attempt(end.anomaly, end.learningRate);
    if (!event) return end;
    yield event;
  }
}
