// Gradients that explode: what counts as one, which parameter it is largest in, and how that is said.
import type { RowGradients } from '../layers/embedding.js';
import type { Network } from '../model/network/network.js';
import type { Engine } from '../tensors/matrix.js';
import { clipFactor, median, weightsAreFinite } from './optimization/gradients.js';
import type { TrainingOptions } from './optimization/options.js';

export interface Sighting {
  /** What is no finite number; a huge gradient is one, but far from those before it. */
  readonly what: 'loss' | 'gradient' | 'weights' | 'huge gradient';
  /** Of the gradient; of the weights where the gradient cannot tell. */
  readonly norm: number;
  /** The parameter with the largest share in that norm. */
  readonly parameter: string;
  /** Of the norms before it; for a huge gradient. */
  readonly medianNorm?: number;
  /** Whether learning may go on as if nothing had happened. */
  readonly isHarmless: boolean;
}

export interface Explosion extends Sighting {
  readonly epoch: number;
  /** Within the epoch, counted from 1. */
  readonly step: number;
}

export interface ExplosionWatch {
  /** Looks at the gradient of a batch, before the step. */
  lookAtStep(loss: number, norm: number, rows: RowGradients): Sighting | undefined;
  lookAtWeights(): Sighting | undefined;
  /** Forgets the norms so far, which belong to other weights. */
  reset(): void;
}

// A gradient is huge when it is this many times the median of the last steps' norms.
const HUGE_FACTOR = 100;
const MEDIAN_STEPS = 100;
// A median of fewer says nothing yet.
const FEWEST_STEPS = 10;
// Near a minimum the median is next to nothing, and a sentence misread is no explosion.
const LEAST_HUGE = 10;

export function createExplosionWatch(
  engine: Engine,
  network: Network,
  { clipNorm, onExplosion }: Pick<TrainingOptions, 'clipNorm' | 'onExplosion'>,
): ExplosionWatch {
  let norms: number[] = [];

  // A weight that is no finite number, or too large, is what the loss fails by; its gradient is then none anywhere.
  const ofWeights = (what: 'loss' | 'weights'): Sighting => ({
    what,
    ...largestOf(engine, weightBlocks(network)),
    isHarmless: false,
  });
  const parameterOf = (rows: RowGradients) =>
    largestOf(engine, gradientBlocks(network, rows)).parameter;

  return {
    lookAtStep: (loss, norm, rows) => {
      if (!Number.isFinite(loss)) return ofWeights('loss');
      if (!Number.isFinite(norm)) {
        return { what: 'gradient', norm, parameter: parameterOf(rows), isHarmless: false };
      }
      const medianNorm = norms.length >= FEWEST_STEPS ? median(norms) : Number.POSITIVE_INFINITY;
      norms.push(norm);
      if (norms.length > MEDIAN_STEPS) norms.shift();
      if (norm <= LEAST_HUGE || norm <= HUGE_FACTOR * medianNorm) return undefined;
      // Clipping makes it a step like any other.
      const isHarmless = onExplosion === 'stop' || clipFactor(norm, clipNorm) < 1;
      const parameter = parameterOf(rows);
      return { what: 'huge gradient', norm, parameter, medianNorm, isHarmless };
    },
    lookAtWeights: () => (weightsAreFinite(engine, network) ? undefined : ofWeights('weights')),
    reset: () => {
      norms = [];
    },
  };
}

interface Block {
  readonly name: string;
  readonly count: number;
  readonly address: number;
}

// Both from the words to the decoder.
function gradientBlocks({ parameters, table }: Network, { ids, gradient }: RowGradients): Block[] {
  return [
    { name: 'embedding.weight', count: ids.length * table.width, address: gradient },
    ...parameters.list.map(({ name, count, gradient }) => ({ name, count, address: gradient })),
  ];
}

function weightBlocks({ parameters, table }: Network): Block[] {
  return [
    { name: 'embedding.weight', count: table.rows * table.width, address: table.value },
    ...parameters.list.map(({ name, count, value }) => ({ name, count, address: value })),
  ];
}

/** Of several blocks that are not finite, the one nearest the loss, where gradients come from. */
function largestOf(
  { kernels }: Engine,
  blocks: readonly Block[],
): { readonly norm: number; readonly parameter: string } {
  let total = 0;
  let largest = 0;
  let parameter = '';
  for (const { name, count, address } of blocks) {
    const square = kernels.sumOfSquares(count, address);
    total += square;
    // NaN is larger than nothing by itself.
    const size = Number.isNaN(square) ? Number.POSITIVE_INFINITY : square;
    if (size < largest) continue;
    largest = size;
    parameter = name;
  }
  return { norm: Math.sqrt(total), parameter };
}

/** What happened, where and when, without advice. */
export function renderExplosion(explosion: Explosion): string {
  const { what, epoch, step, medianNorm } = explosion;
  const place = `at step ${step} of epoch ${epoch}`;
  const norm = `norm ${round(explosion.norm)}, largest in ${explosion.parameter}`;
  switch (what) {
    case 'loss':
      return `the loss (weights of ${norm}) is no finite number ${place}`;
    case 'gradient':
      return `the gradient (${norm}) is no finite number ${place}`;
    case 'weights':
      return `a weight (${norm}) is no finite number ${place}`;
    case 'huge gradient': {
      const times = Math.round(explosion.norm / (medianNorm ?? 1));
      return `the gradient (${norm}) is huge ${place}, ${times} times the median before`;
    }
  }
}

type Remedies = Pick<TrainingOptions, 'clipNorm' | 'onExplosion'>;

/** For an explosion that ends the training. */
export function renderRemedy(learningRate: number, { clipNorm, onExplosion }: Remedies): string {
  const clip = clipNorm > 0 ? `a lower --clip-norm (now ${clipNorm})` : 'a --clip-norm above 0';
  const rate = `a lower --learning-rate (now ${round(learningRate)})`;
  return onExplosion === 'rollback'
    ? `expected ${rate} or ${clip}`
    : `expected ${rate}, ${clip} or --on-explosion rollback`;
}

/** For one that training goes on from. */
export function renderWarning(
  explosion: Explosion,
  learningRate: number,
  options: Remedies,
): string {
  const told = renderExplosion(explosion);
  if (clipFactor(explosion.norm, options.clipNorm) === 1)
    return `${told}: ${renderRemedy(learningRate, options)}`;
  const rate = `a lower --learning-rate (now ${round(learningRate)})`;
  return `${told}: it is clipped to ${options.clipNorm}; where that comes often, try ${rate}`;
}

const round = (value: number) => Number(value.toPrecision(3));
