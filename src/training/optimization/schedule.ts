// Learning rate schedules.
import type { TrainingOptions } from './options.js';

export type ScheduleOptions = Pick<
  TrainingOptions,
  'epochs' | 'schedule' | 'learningRate' | 'learningRateDecay' | 'plateauPatience' | 'warmUp'
>;

/** Position of a step in the training. */
export interface SchedulePosition {
  /** Counted from 1. */
  readonly epoch: number;
  /** Step of the epoch, counted from 0. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** F1 on dev of each earlier epoch. */
  readonly history: readonly number[];
}

/** Learning rate of a step; during the warm-up a share of it that grows with every step. */
export function learningRateAt(options: ScheduleOptions, position: SchedulePosition): number {
  const rate = scheduledRate(options, position);
  const epochsDone = position.epoch - 1 + (position.step + 1) / position.stepsPerEpoch;
  return epochsDone < options.warmUp ? rate * (epochsDone / options.warmUp) : rate;
}

function scheduledRate(options: ScheduleOptions, position: SchedulePosition): number {
  const { learningRate, epochs } = options;
  const { epoch, step, stepsPerEpoch, history } = position;
  const progress = (epoch - 1 + step / stepsPerEpoch) / epochs;
  switch (options.schedule) {
    case 'constant':
      return learningRate;
    case 'inverse-time':
      return learningRate / (1 + options.learningRateDecay * (epoch - 1));
    case 'plateau':
      return afterPlateaus(learningRate, history, options.plateauPatience);
    case 'cosine':
      // Loshchilov & Hutter 2017, without restarts.
      return between(learningRate, 0, progress);
    case 'one-cycle':
      return oneCycle(learningRate, progress);
  }
}

/** Halved after every `patience` epochs without a better score. */
function afterPlateaus(learningRate: number, history: readonly number[], patience: number): number {
  let rate = learningRate;
  let best = Number.NEGATIVE_INFINITY;
  let since = 0;
  for (const score of history) {
    since = score > best ? 0 : since + 1;
    best = Math.max(best, score);
    if (since === patience) {
      rate /= 2;
      since = 0;
    }
  }
  return rate;
}

const RISE = 0.3;
const FIRST_SHARE = 1 / 25;
const LAST_SHARE = 1 / 250000;

/**
 * Rises, then falls almost to zero (Smith & Topin 2019; the shares are those of PyTorch's
 * OneCycleLR).
 */
function oneCycle(learningRate: number, progress: number): number {
  return progress < RISE
    ? between(FIRST_SHARE * learningRate, learningRate, progress / RISE)
    : between(learningRate, LAST_SHARE * learningRate, (progress - RISE) / (1 - RISE));
}

/** Goes from one rate to the other along half a period of the cosine. */
function between(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + cosineOfHalfTurns(share))) / 2;
}

/**
 * cos πx for x in [0, 1], accurate to 1e-15. The series has only products and sums, which are the
 * same on every engine, unlike Math.cos.
 */
export function cosineOfHalfTurns(x: number): number {
  if (x > 0.5) return -cosineOfHalfTurns(1 - x);
  const angle = Math.PI * x;
  const square = angle * angle;
  let sum = 1;
  for (let term = TERMS; term > 0; term--) {
    sum = 1 - (sum * square) / ((2 * term - 1) * (2 * term));
  }
  return sum;
}

// The next term is at most (π/2)²⁴ / 24!, below the last bit of 1.
const TERMS = 11;
