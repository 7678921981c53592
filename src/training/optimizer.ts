// One step down the gradient: the dense block as one range, the word vectors row by row.
import type { RowGradients } from '../layers/embedding.js';
import type { Network } from '../model/network.js';
import type { Engine } from '../tensors/matrix.js';
import { zeros } from '../tensors/parameters.js';
import type { TrainingOptions } from './options.js';

export interface Optimizer {
  /**
   * Applies the gradients times `factor`. A word's moments move only in the steps whose batch holds the word, as in
   * PyTorch's SparseAdam: what a dense update would do to all other rows costs more than the network itself.
   */
  step(rows: RowGradients, factor: number, learningRate: number): void;
  /** Forgets the moments. */
  reset(): void;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export function createOptimizer(
  engine: Engine,
  { parameters, table }: Network,
  { optimizer, momentum }: Pick<TrainingOptions, 'optimizer' | 'momentum'>,
  isFrozen: (row: number) => boolean,
): Optimizer {
  const { kernels } = engine;
  const momentCount = optimizer === 'adam' ? 2 : 1;
  const moments = (count: number) =>
    Array.from({ length: momentCount }, () => zeros(engine, count));
  const tableCount = table.rows * table.width;
  const dense = moments(parameters.count);
  const sparse = moments(tableCount);
  // Powers by repeated products, which are the same on every engine.
  let power1 = 1;
  let power2 = 1;

  return {
    step: ({ ids, gradient }, factor, rate) => {
      power1 *= BETA1;
      power2 *= BETA2;
      const update = (count: number, w: number, g: number, [first, second]: number[]) =>
        optimizer === 'sgd'
          ? kernels.sgdUpdate(count, w, g, first, factor, rate, momentum)
          : kernels.adamUpdate(
              count,
              w,
              g,
              first,
              second,
              factor,
              rate,
              BETA1,
              BETA2,
              EPSILON,
              1 - power1,
              1 - power2,
            );
      update(parameters.count, parameters.values, parameters.gradients, dense);
      const rowBytes = table.width * 4;
      ids.forEach((id, slot) => {
        if (isFrozen(id)) return;
        const at = id * rowBytes;
        const rowMoments = sparse.map((block) => block + at);
        update(table.width, table.value + at, gradient + slot * rowBytes, rowMoments);
      });
    },
    reset: () => {
      power1 = 1;
      power2 = 1;
      for (const block of dense) kernels.fill(parameters.count, 0, block);
      for (const block of sparse) kernels.fill(tableCount, 0, block);
    },
  };
}
