// A mean of the weights along the way, which often does better than those of the last step.
//
//   ema  over all steps, the last ones most (Polyak & Juditsky 1992):  mₜ = mₜ₋₁ + (1 - β) / (1 - βᵗ) · (wₜ - mₜ₋₁)
//   swa  over the ends of the epochs of the second half, all alike (Izmailov et al. 2018):  mₙ = mₙ₋₁ + (wₙ - mₙ₋₁) / n
//
// The share of ema is that of mₜ = β mₜ₋₁ + (1 - β) wₜ divided by 1 - βᵗ, so that the first weights do not weigh as zeros.
import type { Network } from '../../model/network/network.js';
import type { Engine } from '../../tensors/matrix.js';
import { zeros } from '../../tensors/parameters.js';
import type { TrainingOptions } from './options.js';

export interface Averaging {
  /** Before a step changes these rows of the embedding table. */
  beforeStep(ids: readonly number[]): void;
  afterStep(): void;
  /** When an epoch, counted from 1, has come to its end. */
  endEpoch(epoch: number): void;
  /** Looks at the mean in the place of the weights; does nothing where there is none, or where it is the weights. */
  withAverage(look: () => void): void;
  /** Begins anew, from weights that have been put back. */
  reset(): void;
}

export function createAveraging(
  engine: Engine,
  network: Network,
  options: Pick<TrainingOptions, 'averaging' | 'averagingDecay' | 'epochs'>,
): Averaging {
  switch (options.averaging) {
    case 'none':
      return noAveraging;
    case 'ema':
      return createMovingAverage(engine, network, options.averagingDecay);
    case 'swa':
      return createEpochAverage(engine, network, options.epochs);
  }
}

const nothing = () => {};

const noAveraging: Averaging = {
  beforeStep: nothing,
  afterStep: nothing,
  endEpoch: nothing,
  withAverage: nothing,
  reset: nothing,
};

/**
 * Only the dense block is averaged at each step. A row of the embedding table that k steps have left alone is caught up
 * with by one: with w unchanged, k steps are m + (1 - βᵏ) / (1 - βᵗ) · (w - m), t counting them too.
 */
function createMovingAverage(engine: Engine, network: Network, decay: number): Averaging {
  const means = createMeans(engine, network);
  const power = createPowers(decay);
  const share = (steps: number) => (1 - power(steps)) / (1 - power(stepCount));
  // The steps that the mean of each row holds.
  const stepsOf = new Int32Array(network.table.rows);
  let stepCount = 0;

  function catchUp(row: number): void {
    const missing = stepCount - stepsOf[row];
    if (missing === 0) return;
    means.addRows(row, 1, share(missing));
    stepsOf[row] = stepCount;
  }

  return {
    beforeStep: (ids) => ids.forEach(catchUp),
    afterStep: () => {
      stepCount++;
      means.addDense(share(1));
    },
    endEpoch: nothing,
    withAverage: (look) => {
      if (stepCount === 0) return;
      for (let row = 0; row < stepsOf.length; row++) catchUp(row);
      means.lookAt(look);
    },
    reset: () => {
      stepCount = 0;
      stepsOf.fill(0);
      means.clear();
    },
  };
}

/** Of one epoch the mean is the weights themselves. */
function createEpochAverage(engine: Engine, network: Network, epochs: number): Averaging {
  const means = createMeans(engine, network);
  let epochCount = 0;
  return {
    beforeStep: nothing,
    afterStep: nothing,
    endEpoch: (epoch) => {
      if (epoch <= epochs / 2) return;
      epochCount++;
      means.addDense(1 / epochCount);
      means.addRows(0, network.table.rows, 1 / epochCount);
    },
    withAverage: (look) => {
      if (epochCount > 1) means.lookAt(look);
    },
    reset: () => {
      epochCount = 0;
      means.clear();
    },
  };
}

/** One more copy of all weights, in the linear memory; zeros, until something is added. */
function createMeans(engine: Engine, { parameters, table }: Network) {
  const { kernels } = engine;
  const tableCount = table.rows * table.width;
  const dense = zeros(engine, parameters.count);
  const rows = zeros(engine, tableCount);
  const swap = () => {
    kernels.swap(parameters.count, parameters.values, dense);
    kernels.swap(tableCount, table.value, rows);
  };
  return {
    addDense: (share: number) =>
      kernels.averageUpdate(parameters.count, parameters.values, share, dense),
    addRows: (first: number, count: number, share: number) => {
      const at = first * table.width * 4;
      kernels.averageUpdate(count * table.width, table.value + at, share, rows + at);
    },
    lookAt: (look: () => void) => {
      swap();
      try {
        look();
      } finally {
        swap();
      }
    },
    // What is no number in the old means would stay in the new ones, whatever its share.
    clear: () => {
      kernels.fill(parameters.count, 0, dense);
      kernels.fill(tableCount, 0, rows);
    },
  };
}

// By repeated products, which are the same on every engine.
function createPowers(base: number): (exponent: number) => number {
  const powers = [1];
  return (exponent) => {
    while (powers.length <= exponent) powers.push(powers[powers.length - 1] * base);
    return powers[exponent];
  };
}
