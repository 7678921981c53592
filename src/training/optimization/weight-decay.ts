// Weight decay. In AdamW it is decoupled from the gradient, w -= η λ w (Loshchilov & Hutter 2019).
// In the other optimizers it is an L2 penalty: λ w is added to the clipped gradient, and so enters
// the moments.
import type { Kernels } from '../../kernels/kernels.js';
import type { Parameters } from '../../tensors/parameters.js';
import type { TrainingOptions } from './options.js';
import type { Range } from './update-rules.js';

type DecayedRange = Pick<Range, 'count' | 'weights' | 'gradient'>;

/** Both methods return the factor that the gradient is still to be multiplied by. */
export interface WeightDecay {
  applyToRange(range: DecayedRange, factor: number, learningRate: number): number;
  /** Only matrices decay, not biases, peepholes and the start and end scores of the CRF. */
  applyToParameters(parameters: Parameters, factor: number, learningRate: number): number;
}

export function createWeightDecay(
  kernels: Kernels,
  { optimizer, weightDecay }: Pick<TrainingOptions, 'optimizer' | 'weightDecay'>,
): WeightDecay {
  if (weightDecay === 0) {
    const keepFactor = (_: unknown, factor: number) => factor;
    return { applyToRange: keepFactor, applyToParameters: keepFactor };
  }
  const isDecoupled = optimizer === 'adamw';

  function shrink({ count, weights, gradient }: DecayedRange, learningRate: number): void {
    if (isDecoupled) kernels.scale(count, 1 - learningRate * weightDecay, weights);
    else kernels.axpy(count, weightDecay, weights, gradient);
  }

  /** Clips the gradient, because the penalty is added after clipping. */
  function applyFactor(count: number, gradient: number, factor: number): number {
    if (isDecoupled) return factor;
    kernels.scale(count, factor, gradient);
    return 1;
  }

  return {
    applyToRange: (range, factor, learningRate) => {
      const left = applyFactor(range.count, range.gradient, factor);
      shrink(range, learningRate);
      return left;
    },
    applyToParameters: ({ count, gradients, list }, factor, learningRate) => {
      const left = applyFactor(count, gradients, factor);
      for (const { count, value, gradient, shape } of list) {
        if (shape.length > 1) shrink({ count, weights: value, gradient }, learningRate);
      }
      return left;
    },
  };
}
