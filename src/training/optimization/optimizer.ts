// Optimizer step: the dense block of parameters as one range, the word vectors row by row.
import type { RowGradients } from '../../layers/embedding.js';
import type { Network } from '../../model/network/network.js';
import type { Engine } from '../../tensors/matrix.js';
import { zeros } from '../../tensors/parameters.js';
import { divide, type KernelWorker } from '../../tensors/sharing.js';
import { middleOf } from './halves.js';
import type { TrainingOptions } from './options.js';
import { createUpdateRule, type Range } from './update-rules.js';
import { createWeightDecay } from './weight-decay.js';
import { setNumbers, viewNumbers, type WeightNumbers } from './weight-numbers.js';

export interface Optimizer {
  /**
   * Applies the gradients times `factor`, and the weight decay; the gradients are overwritten. A
   * word's moments and weight decay are only applied in steps whose batch has the word, as in
   * PyTorch's SparseAdam: a dense update of all other rows would cost more than the network itself.
   */
  step(rows: RowGradients, step: OptimizerStep): void;
  /** Sets the moments to zero. */
  reset(): void;
  /** The moments are views, to be used at once. */
  state(): OptimizerState;
  setState(state: OptimizerState): void;
}

export interface OptimizerStep {
  /** What the gradient is multiplied by. */
  readonly factor: number;
  readonly learningRate: number;
  /** Present if another thread may take a part. */
  readonly worker?: KernelWorker;
}

export interface OptimizerState {
  /** Those of the update rule. */
  readonly products: readonly number[];
  readonly moments: readonly WeightNumbers[];
}

export function createOptimizer(
  engine: Engine,
  network: Pick<Network, 'parameters' | 'table'>,
  options: Pick<TrainingOptions, 'optimizer' | 'momentum' | 'weightDecay'>,
  isFrozen: (row: number) => boolean,
): Optimizer {
  const { kernels } = engine;
  const { parameters, table } = network;
  const rule = createUpdateRule(options.optimizer, options.momentum);
  const decay = createWeightDecay(kernels, options);
  const moments = (count: number) =>
    Array.from({ length: rule.momentCount }, () => zeros(engine, count));
  const tableCount = table.rows * table.width;
  const { count, values: weights, gradients: gradient } = parameters;
  const dense = { count, weights, gradient, moments: moments(count) };
  const sparse = moments(tableCount);
  const blocks = sparse.map((rows, k) => ({ dense: dense.moments[k], rows }));
  const rowBytes = table.width * 4;
  const rowRange = (id: number, gradient: number) => ({
    count: table.width,
    weights: table.value + id * rowBytes,
    gradient,
    moments: sparse.map((block) => block + id * rowBytes),
  });

  return {
    step: (rows, { factor, learningRate: rate, worker }) => {
      rule.startStep();
      const left = decay.applyToParameters(parameters, factor, rate);
      const middle = middleOf(count, { rows: rows.ids.length, width: table.width });
      const update = ({ kernels }: Engine, begin: number, end: number) =>
        rule.update(kernels, partOf(dense, begin, end), left, rate);
      const updateHere = () => {
        update(engine, 0, middle);
        rows.ids.forEach((id, slot) => {
          if (isFrozen(id)) return;
          const range = rowRange(id, rows.gradient + slot * rowBytes);
          rule.update(kernels, range, decay.applyToRange(range, factor, rate), rate);
        });
      };
      divide({ ...engine, worker }, (engine) => update(engine, middle, count), updateHere);
    },
    reset: () => {
      rule.reset();
      for (const block of dense.moments) kernels.fill(count, 0, block);
      for (const block of sparse) kernels.fill(tableCount, 0, block);
    },
    state: () => ({
      products: rule.state(),
      moments: blocks.map((block) => viewNumbers(engine, network, block)),
    }),
    setState: (state) => {
      rule.setState(state.products);
      blocks.forEach((block, k) => {
        setNumbers(engine, network, block, state.moments[k]);
      });
    },
  };
}

function partOf({ weights, gradient, moments }: Range, begin: number, end: number): Range {
  const at = (address: number) => address + begin * 4;
  return {
    count: end - begin,
    weights: at(weights),
    gradient: at(gradient),
    moments: moments.map(at),
  };
}
