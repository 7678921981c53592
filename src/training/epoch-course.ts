// The course of an epoch, from which it can go on in another process.
import type { Random, RandomState } from '../tensors/random.js';

/** An epoch so far. */
export interface EpochCourse {
  /** State of the generator from which the batches are drawn. */
  readonly drawnFrom: RandomState;
  /** Norm of the gradient of each step. */
  readonly norms: readonly number[];
  /** Sum over the sentences. */
  readonly loss: number;
  readonly sentenceCount: number;
  readonly tokenCount: number;
  readonly learningRate: number;
  /** Whether a huge gradient has been reported. */
  readonly hasWarned: boolean;
}

/** A course that grows step by step. */
export type RunningCourse = { -readonly [Key in keyof EpochCourse]: EpochCourse[Key] } & {
  readonly norms: number[];
};

export function startCourse(drawnFrom: RandomState): RunningCourse {
  return {
    drawnFrom,
    norms: [],
    loss: 0,
    sentenceCount: 0,
    tokenCount: 0,
    learningRate: 0,
    hasWarned: false,
  };
}

interface StepSummary extends Pick<EpochCourse, 'loss' | 'sentenceCount' | 'tokenCount'> {
  readonly norm: number;
}

/** Counts a step that is done. */
export function addStep(course: RunningCourse, step: StepSummary): void {
  course.norms.push(step.norm);
  course.loss += step.loss;
  course.sentenceCount += step.sentenceCount;
  course.tokenCount += step.tokenCount;
}

/** Draws the batches of an epoch; if some are done, the generator goes on from where it was. */
export function drawBatches<Batches>(
  { drawnFrom, stepCount }: Pick<EpochCourse, 'drawnFrom'> & { readonly stepCount: number },
  random: Random,
  draw: () => Batches,
): Batches {
  const now = random.state();
  random.setState(drawnFrom);
  const batches = draw();
  if (stepCount > 0) random.setState(now);
  return batches;
}
