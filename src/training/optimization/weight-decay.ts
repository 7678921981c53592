// Weights that shrink where nothing holds them. With AdamW apart from the gradient, w -= η λ w (Loshchilov & Hutter 2019);
// with every other rule as an L2 penalty, λ w added to the gradient after clipping, which moments then average and rescale.
import type { Kernels } from '../../kernels/kernels.js';
import type { Parameters } from '../../tensors/parameters.js';
import type { TrainingOptions } from './options.js';
import type { Range } from './update-rules.js';

type Decayed = Pick<Range, 'count' | 'weights' | 'gradient'>;

/** Both return what the gradient is still to be multiplied by. */
export interface WeightDecay {
  ofRange(range: Decayed, factor: number, learningRate: number): number;
  /** Matrices only: biases, peepholes and the CRF's first and last scores stand for themselves and do not decay. */
  ofParameters(parameters: Parameters, factor: number, learningRate: number): number;
}

export function createWeightDecay(
  kernels: Kernels,
  { optimizer, weightDecay }: Pick<TrainingOptions, 'optimizer' | 'weightDecay'>,
): WeightDecay {
  if (weightDecay === 0) {
    const nothing = (_: unknown, factor: number) => factor;
    return { ofRange: nothing, ofParameters: nothing };
  }
  const isDecoupled = optimizer === 'adamw';

  function shrink({ count, weights, gradient }: Decayed, learningRate: number): void {
    if (isDecoupled) kernels.scale(count, 1 - learningRate * weightDecay, weights);
    else kernels.axpy(count, weightDecay, weights, gradient);
  }

  /** The penalty is added to the gradient as it is after clipping. */
  function applyFactor(count: number, gradient: number, factor: number): number {
    if (isDecoupled) return factor;
    kernels.scale(count, factor, gradient);
    return 1;
  }

  return {
    ofRange: (range, factor, learningRate) => {
      const left = applyFactor(range.count, range.gradient, factor);
      shrink(range, learningRate);
      return left;
    },
    ofParameters: ({ count, gradients, list }, factor, learningRate) => {
      const left = applyFactor(count, gradients, factor);
      for (const { count, value, gradient, shape } of list) {
        if (shape.length > 1) shrink({ count, weights: value, gradient }, learningRate);
      }
      return left;
    },
  };
}
