// One epoch: the sentences in batches, and a step for each batch.
import type { LabeledSentence } from '../corpora/conll.js';
import type { Tagger } from '../model/tagger.js';
import type { Random } from '../tensors/random.js';
import { createAnomalyDetector, type LocatedAnomaly } from './divergence.js';
import {
  addStep,
  drawBatches,
  type EpochCourse,
  type RunningCourse,
  startCourse,
} from './epoch-course.js';
import { createEpochSentences } from './epoch-sentences.js';
import { type Averaging, type AveragingState, createAveraging } from './optimization/averaging.js';
import { clipFactor, median } from './optimization/gradients.js';
import { createOptimizer, type OptimizerState } from './optimization/optimizer.js';
import type { TrainingOptions } from './optimization/options.js';
import type { Mixture } from './pseudo-labels/mixture.js';
import { batchLimit, sampleBatches } from './sampler.js';
import { createStep, type EncodedSentence, type Step, type StepParts } from './step.js';

export interface BatchEvent {
  readonly kind: 'batch';
  readonly epoch: number;
  /** Tokens of this epoch so far. */
  readonly tokenCount: number;
  /** Mean loss of this epoch's sentences so far, in nats. */
  readonly loss: number;
}

/** A huge gradient that training goes on from; reported once an epoch. */
export interface AnomalyEvent {
  readonly kind: 'anomaly';
  readonly anomaly: LocatedAnomaly;
  readonly learningRate: number;
}

export interface EpochSummary {
  /** Mean loss of the sentences, in nats. */
  readonly loss: number;
  /** Gradient norms are those before clipping. */
  readonly medianGradientNorm: number;
  readonly largestGradientNorm: number;
  readonly stepCount: number;
  readonly clippedCount: number;
}

/** How an epoch ended; the learning rate is that of its last step. */
export type EpochEnd =
  | { readonly kind: 'finished'; readonly summary: EpochSummary; readonly learningRate: number }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'diverged'; readonly anomaly: LocatedAnomaly; readonly learningRate: number };

export interface TrainingSentences {
  readonly sentences: readonly LabeledSentence[];
  /** Absent without unlabeled text. */
  readonly mixture?: Mixture;
  /** Rows of the embedding table that start as vectors of the vector file. */
  readonly rowsWithVector: Pick<ReadonlySet<number>, 'has'>;
  readonly random: Random;
}

export interface EpochInput {
  readonly epoch: number;
  /** Learning rate of a step of the epoch, counted from 0. */
  learningRateAt(step: number, stepsPerEpoch: number): number;
  /** Asked before each batch. */
  isInterrupted(): boolean;
}

export interface EpochRunner {
  /** Runs an epoch, or the rest of the one that the state was set to. */
  run(input: EpochInput): Generator<BatchEvent | AnomalyEvent, EpochEnd>;
  readonly averaging: Averaging;
  /** Forgets what belongs to earlier weights: moments, averages and gradient norms. */
  reset(): void;
  /** To be called between two events; what is in it is to be used at once. */
  state(): RunnerState;
  setState(state: RunnerState): void;
}

export interface RunnerState {
  readonly optimizer: OptimizerState;
  /** Absent without averaging. */
  readonly averaging?: AveragingState;
  /** Norms that the anomaly detector knows. */
  readonly recentNorms: readonly number[];
  /** Absent between two epochs. */
  readonly course?: EpochCourse;
}

export function createEpochRunner(
  tagger: Tagger,
  { sentences, mixture, rowsWithVector, random }: TrainingSentences,
  options: TrainingOptions,
): EpochRunner {
  const { engine, network } = tagger;
  const epochSentences = createEpochSentences(tagger, sentences, mixture, options.seed);
  const isFrozen = (row: number) => options.freezeVectors && rowsWithVector.has(row);
  const optimizer = createOptimizer(engine, network, options, isFrozen);
  const averaging = createAveraging(engine, network, options);
  const detector = createAnomalyDetector(engine, network, options);
  const parts = { isFrozen, optimizer, averaging, detector, random };
  const step = createStep(tagger, epochSentences, parts, options);
  let course: RunningCourse | undefined;
  return {
    run: function* (input) {
      course ??= startCourse(random.state());
      const read = epochSentences.of(input.epoch);
      const end = yield* runEpoch(input, read, { ...parts, step, course }, options);
      course = undefined;
      return end;
    },
    averaging,
    reset: () => {
      optimizer.reset();
      averaging.reset();
      detector.reset();
    },
    state: () => ({
      optimizer: optimizer.state(),
      averaging: averaging.state(),
      recentNorms: detector.state(),
      course,
    }),
    setState: (state) => {
      optimizer.setState(state.optimizer);
      if (state.averaging) averaging.setState(state.averaging);
      detector.setState(state.recentNorms);
      course = state.course && { ...state.course, norms: [...state.course.norms] };
    },
  };
}

function* runEpoch(
  { epoch, learningRateAt, isInterrupted }: EpochInput,
  sentences: readonly EncodedSentence[],
  { step, averaging, detector, random, course }: EpochParts,
  options: TrainingOptions,
): Generator<BatchEvent | AnomalyEvent, EpochEnd> {
  const lengths = sentences.map(({ labelIds }) => labelIds.length);
  const { norms } = course;
  const batches = drawBatches({ ...course, stepCount: norms.length }, random, () =>
    sampleBatches(lengths, batchLimit(options), random),
  );
  for (const indices of batches.slice(norms.length)) {
    if (isInterrupted()) return { kind: 'interrupted' };
    const learningRate = learningRateAt(norms.length, batches.length);
    course.learningRate = learningRate;
    const batch = indices.map((index) => sentences[index]);
    const { loss, norm, anomaly } = step(batch, learningRate);
    const located = anomaly && { ...anomaly, epoch, step: norms.length + 1 };
    if (located?.isRecoverable === false) {
      return { kind: 'diverged', anomaly: located, learningRate };
    }
    const tokenCount = indices.reduce((sum, index) => sum + lengths[index], 0);
    addStep(course, { loss, norm, sentenceCount: batch.length, tokenCount });
    if (located && !course.hasWarned) {
      course.hasWarned = true;
      yield { kind: 'anomaly', anomaly: located, learningRate };
    }
    const meanLoss = course.loss / course.sentenceCount;
    yield { kind: 'batch', epoch, tokenCount: course.tokenCount, loss: meanLoss };
  }
  const { loss, sentenceCount, learningRate } = course;
  const inWeights = detector.checkWeights();
  if (inWeights) {
    const anomaly = { ...inWeights, epoch, step: norms.length };
    return { kind: 'diverged', anomaly, learningRate };
  }
  averaging.endEpoch(epoch);
  const summary = summarize(loss / sentenceCount, norms, options.clipNorm);
  return { kind: 'finished', summary, learningRate };
}

interface EpochParts extends StepParts {
  readonly step: Step;
  readonly course: RunningCourse;
}

function summarize(loss: number, norms: readonly number[], clipNorm: number): EpochSummary {
  return {
    loss,
    medianGradientNorm: median(norms),
    largestGradientNorm: norms.reduce((largest, norm) => Math.max(largest, norm)),
    stepCount: norms.length,
    clippedCount: norms.filter((norm) => clipFactor(norm, clipNorm) < 1).length,
  };
}
