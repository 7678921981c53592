// The LSTM whose three gates also see the memory, each element only its own (Gers & Schmidhuber 2000). There the output
// gate sees the memory after the step; here all three see the memory before it.
//
//   i, f, o = σ(W [a, x] + p ∘ c + b)
//
// Beside the LSTM's gradients:
//
//   dc += p_i ∘ dz_i + p_f ∘ dz_f + p_o ∘ dz_o    dp = Σ_t dz ∘ c
import type { Cell } from './cell.js';
import { lstm } from './lstm.js';

export const lstmPeephole: Cell = {
  ...lstm,
  peepholeCount: 3,
  forward: (step) => {
    const { kernels, H, rows, gates, memoryPrevious, peephole, kept, hidden } = step;
    step.multiply(0);
    kernels.peepholeForward(rows, H, gates, memoryPrevious, peephole);
    const { address, stride } = hidden;
    kernels.lstmForward(rows, H, gates, memoryPrevious, kept[0], kept[1], address, stride);
  },
  backward: (step) => {
    const { kernels, H, rows, gates, memoryPrevious, peephole, dMemory, dPeephole } = step;
    kernels.lstmBackward(rows, H, gates, step.kept[1], memoryPrevious, step.dHidden, dMemory);
    kernels.peepholeBackward(rows, H, gates, memoryPrevious, peephole, dMemory, dPeephole);
    step.multiplyBack(0, step.dHidden, 'put');
  },
};
