// Averaged weights, which often score better than the weights of the last step.
//
//   ema  mₜ = mₜ₋₁ + (1 - β) / (1 - βᵗ) · (wₜ - mₜ₋₁)
//        over all steps, recent ones most (Polyak & Juditsky 1992)
//   swa  mₙ = mₙ₋₁ + (wₙ - mₙ₋₁) / n
//        over the ends of the later half of the epochs, equally (Izmailov et al. 2018)
//
// ema is mₜ = β mₜ₋₁ + (1 - β) wₜ, divided by 1 - βᵗ to correct for its start from zero.
import type { Kernels } from '../../kernels/kernels.js';
import type { Network } from '../../model/network/network.js';
import type { Engine } from '../../tensors/matrix.js';
import { zeros } from '../../tensors/parameters.js';
import { type KernelWorker, type Pending, startAside } from '../../tensors/sharing.js';
import type { TrainingOptions } from './options.js';
import { setNumbers, viewNumbers, type WeightNumbers } from './weight-numbers.js';

export interface Averaging {
  /**
   * To be called before a step changes these rows of the embedding table, with the engine that is
   * to compute.
   */
  beforeStep(engine: Engine, ids: readonly number[]): void;
  /** With a worker, the average may be computed after this returns, until a method is called. */
  afterStep(worker?: KernelWorker): void;
  /** To be called at the end of an epoch, counted from 1. */
  endEpoch(epoch: number): void;
  /** Runs `evaluate` with the averaged weights in place of the weights, if they differ. */
  withAverage(evaluate: () => void): void;
  /** Starts a new average, after earlier weights have been restored. */
  reset(): void;
  /** The means are views, to be used at once; undefined without averaging. */
  state(): AveragingState | undefined;
  setState(state: AveragingState): void;
}

export interface AveragingState {
  readonly means: WeightNumbers;
  /** Steps or epochs that the means include. */
  readonly count: number;
  /** Steps that the mean of each row of the embedding table includes; only for `ema`. */
  readonly countByRow?: Uint32Array;
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
  state: () => undefined,
  setState: nothing,
};

/**
 * Only the dense block is averaged at each step. The mean of an embedding row is brought up to date
 * just before the row changes: k steps with unchanged w amount to m + (1 - βᵏ) / (1 - βᵗ) · (w -
 * m), where t includes the k steps.
 */
function createMovingAverage(engine: Engine, network: Network, decay: number): Averaging {
  const means = createMeans(engine, network);
  const power = createPowers(decay);
  const share = (steps: number) => (1 - power(steps)) / (1 - power(stepCount));
  // Steps that the mean of each row includes.
  const stepsOf = new Uint32Array(network.table.rows);
  let stepCount = 0;

  function catchUp(kernels: Kernels, row: number): void {
    const missing = stepCount - stepsOf[row];
    if (missing === 0) return;
    means.addRows(kernels, { first: row, count: 1 }, share(missing));
    stepsOf[row] = stepCount;
  }

  return {
    beforeStep: ({ kernels }, ids) => {
      means.settle();
      for (const id of ids) catchUp(kernels, id);
    },
    afterStep: (worker) => {
      stepCount++;
      means.addDense(share(1), worker);
    },
    endEpoch: nothing,
    withAverage: (evaluate) => {
      if (stepCount === 0) return;
      for (let row = 0; row < stepsOf.length; row++) catchUp(engine.kernels, row);
      means.swapIn(evaluate);
    },
    reset: () => {
      stepCount = 0;
      stepsOf.fill(0);
      means.clear();
    },
    state: () => ({ means: means.view(), count: stepCount, countByRow: stepsOf }),
    setState: (state) => {
      means.set(state.means);
      stepCount = state.count;
      if (state.countByRow) stepsOf.set(state.countByRow);
    },
  };
}

/** The mean of a single epoch is skipped, because it equals the weights. */
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
      means.addRows(engine.kernels, { first: 0, count: network.table.rows }, 1 / epochCount);
    },
    withAverage: (evaluate) => {
      if (epochCount > 1) means.swapIn(evaluate);
    },
    reset: () => {
      epochCount = 0;
      means.clear();
    },
    state: () => ({ means: means.view(), count: epochCount }),
    setState: (state) => {
      means.set(state.means);
      epochCount = state.count;
    },
  };
}

/** A second copy of all weights in linear memory, zero at first. */
function createMeans(engine: Engine, network: Network) {
  const { parameters, table } = network;
  const { kernels } = engine;
  const tableCount = table.rows * table.width;
  const dense = zeros(engine, parameters.count);
  const rows = zeros(engine, tableCount);
  const block = { dense, rows };
  let pending: Pending | undefined;
  const settle = () => pending?.wait();
  const swap = () => {
    kernels.swap(parameters.count, parameters.values, dense);
    kernels.swap(tableCount, table.value, rows);
  };
  return {
    /** Returns when no other thread reads the weights any more. */
    settle,
    // It is read at the end of an epoch, so that this thread can go on with the next batch.
    addDense: (share: number, worker?: KernelWorker) => {
      const { count, values } = parameters;
      pending = startAside({ ...engine, worker }, ({ kernels }) =>
        kernels.averageUpdate(count, values, share, dense),
      );
    },
    addRows: (
      kernels: Kernels,
      { first, count }: { readonly first: number; readonly count: number },
      share: number,
    ) => {
      const at = first * table.width * 4;
      kernels.averageUpdate(count * table.width, table.value + at, share, rows + at);
    },
    swapIn: (evaluate: () => void) => {
      settle();
      swap();
      try {
        evaluate();
      } finally {
        swap();
      }
    },
    // A NaN in the old means would stay in the new ones, whatever its share.
    clear: () => {
      settle();
      kernels.fill(parameters.count, 0, dense);
      kernels.fill(tableCount, 0, rows);
    },
    view: () => {
      settle();
      return viewNumbers(engine, network, block);
    },
    set: (numbers: WeightNumbers) => {
      settle();
      setNumbers(engine, network, block, numbers);
    },
  };
}

// Repeated products are the same on every engine, unlike powers.
function createPowers(base: number): (exponent: number) => number {
  const powers = [1];
  return (exponent) => {
    while (powers.length <= exponent) {
      const last = powers[powers.length - 1];
      // All further powers are the same: 0, or the smallest number above it.
      if (last * base === last) return last;
      powers.push(last * base);
    }
    return powers[exponent];
  };
}
