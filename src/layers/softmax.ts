// The output layer that labels each token on its own: softmax and cross-entropy.
import { allocateMatrix, type Engine } from '../tensors/matrix.js';
import type { Decoder } from './decoder.js';

export function createSoftmax(engine: Engine, L: number): Decoder {
  const { kernels, memory } = engine;
  return {
    emissionWidth: L,
    loss: (steps, emissions, { labels, weight, labelWeights = 0 }) => {
      // As wide as the emissions, which may be padded for a CRF.
      const dEmissions = allocateMatrix(engine, steps.R, emissions.columns);
      const loss = kernels.softmaxLoss(
        steps.R,
        L,
        emissions.address,
        emissions.stride,
        labels,
        labelWeights,
        weight,
        dEmissions.address,
      );
      return { loss, dEmissions };
    },
    startDecoding: () => (steps, emissions) => {
      const best = memory.allocate(steps.R * 4);
      kernels.argmaxRows(steps.R, L, emissions.address, emissions.stride, best);
      const labels = memory.integers(best, steps.R);
      return steps.lengths.map((length, sentence) =>
        Array.from({ length }, (_, t) => labels[steps.rowStarts[t] + sentence]),
      );
    },
  };
}
