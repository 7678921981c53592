// Anomalies in training: a loss, gradient or weight that is NaN or infinite, and gradients that are
// huge. Training diverges when an anomaly does not allow it to go on.
import type { RowGradients } from '../layers/embedding.js';
import type { Network } from '../model/network/network.js';
import type { Engine } from '../tensors/matrix.js';
import { clipFactor, median, weightsAreFinite } from './optimization/gradients.js';
import type { TrainingOptions } from './optimization/options.js';

export interface Anomaly {
  /** The first three are NaN or infinite; a huge gradient is finite. */
  readonly kind: 'loss' | 'gradient' | 'weights' | 'huge gradient';
  /** Norm of the gradient, or of the weights if the anomaly is in the loss or the weights. */
  readonly norm: number;
  /** The parameter with the largest share of that norm. */
  readonly parameter: string;
  /** Median norm of the steps before a huge gradient. */
  readonly medianNorm?: number;
  /** Whether training may go on without a rollback. */
  readonly isRecoverable: boolean;
}

export interface LocatedAnomaly extends Anomaly {
  readonly epoch: number;
  /** Step of the epoch, counted from 1. */
  readonly step: number;
}

/** An anomaly that training could not go on from. */
export interface Divergence {
  readonly anomaly: LocatedAnomaly;
  /** Learning rate of the step. */
  readonly learningRate: number;
  /** Rollbacks of the training before it. */
  readonly rollbackCount: number;
}

export interface AnomalyDetector {
  /** Checks the loss and the gradient of a batch, before the update. */
  checkStep(loss: number, norm: number, rows: RowGradients): Anomaly | undefined;
  checkWeights(): Anomaly | undefined;
  /** Forgets the norms of the steps so far. */
  reset(): void;
  /** Norms of the last steps. */
  state(): readonly number[];
  setState(norms: readonly number[]): void;
}

// A gradient is huge if its norm is this many times the median of the last steps' norms.
const HUGE_FACTOR = 100;
const MEDIAN_STEPS = 100;
// A median of fewer steps is unreliable.
const FEWEST_STEPS = 10;
// Near a minimum the median is almost zero, and one misread sentence is no reason for a warning.
const LEAST_HUGE_NORM = 10;

export function createAnomalyDetector(
  engine: Engine,
  network: Network,
  { clipNorm, onExplosion }: Pick<TrainingOptions, 'clipNorm' | 'onExplosion'>,
): AnomalyDetector {
  let norms: number[] = [];

  // A loss becomes NaN or infinite through the weights, and then no gradient is finite.
  const inWeights = (kind: 'loss' | 'weights'): Anomaly => ({
    kind,
    ...largestBlock(engine, weightBlocks(network)),
    isRecoverable: false,
  });
  const largestGradient = (rows: RowGradients) =>
    largestBlock(engine, gradientBlocks(network, rows)).parameter;

  return {
    checkStep: (loss, norm, rows) => {
      if (!Number.isFinite(loss)) return inWeights('loss');
      if (!Number.isFinite(norm)) {
        return { kind: 'gradient', norm, parameter: largestGradient(rows), isRecoverable: false };
      }
      const earlier = norms;
      norms = [...earlier.slice(earlier.length < MEDIAN_STEPS ? 0 : 1), norm];
      // The median takes longer than all other checks, and few steps need it.
      if (norm <= LEAST_HUGE_NORM) return undefined;
      const medianNorm =
        earlier.length >= FEWEST_STEPS ? median(earlier) : Number.POSITIVE_INFINITY;
      if (norm <= HUGE_FACTOR * medianNorm) return undefined;
      // A clipped step is no larger than any other.
      const isRecoverable = onExplosion === 'stop' || clipFactor(norm, clipNorm) < 1;
      const parameter = largestGradient(rows);
      return { kind: 'huge gradient', norm, parameter, medianNorm, isRecoverable };
    },
    checkWeights: () => (weightsAreFinite(engine, network) ? undefined : inWeights('weights')),
    reset: () => {
      norms = [];
    },
    state: () => [...norms],
    setState: (state) => {
      norms = [...state];
    },
  };
}

interface Block {
  readonly name: string;
  readonly count: number;
  readonly address: number;
}

/** Gradients by parameter, from the word vectors to the decoder. */
function gradientBlocks({ parameters, table }: Network, { ids, gradient }: RowGradients): Block[] {
  return [
    { name: 'embedding.weight', count: ids.length * table.width, address: gradient },
    ...parameters.list.map(({ name, count, gradient }) => ({ name, count, address: gradient })),
  ];
}

/** Weights by parameter, in the same order. */
function weightBlocks({ parameters, table }: Network): Block[] {
  return [
    { name: 'embedding.weight', count: table.rows * table.width, address: table.value },
    ...parameters.list.map(({ name, count, value }) => ({ name, count, address: value })),
  ];
}

/**
 * Norm of all blocks, and the block with the largest norm. Of several that are NaN or infinite it
 * is the one nearest to the loss, from which gradients flow back.
 */
function largestBlock(
  { kernels }: Engine,
  blocks: readonly Block[],
): { readonly norm: number; readonly parameter: string } {
  let total = 0;
  let largest = 0;
  let parameter = '';
  for (const { name, count, address } of blocks) {
    const square = kernels.sumOfSquares(count, address);
    total += square;
    // NaN compares as smaller than nothing, but counts as the largest.
    const size = Number.isNaN(square) ? Number.POSITIVE_INFINITY : square;
    if (size < largest) continue;
    largest = size;
    parameter = name;
  }
  return { norm: Math.sqrt(total), parameter };
}

/** What happened, when and where, without advice. */
export function renderAnomaly(anomaly: LocatedAnomaly): string {
  const { kind, epoch, step, medianNorm } = anomaly;
  const place = `at step ${step} of epoch ${epoch}`;
  const norm = `norm ${round(anomaly.norm)}, largest in ${anomaly.parameter}`;
  switch (kind) {
    case 'loss':
      return `the loss is NaN or infinite ${place} (weights of ${norm})`;
    case 'gradient':
      return `the gradient is NaN or infinite ${place} (${norm})`;
    case 'weights':
      return `a weight is NaN or infinite ${place} (${norm})`;
    case 'huge gradient': {
      const times = Math.round(anomaly.norm / (medianNorm ?? 1));
      return `the gradient is huge ${place} (${norm}), ${times} times the median of recent steps`;
    }
  }
}

const round = (value: number) => Number(value.toPrecision(3));
