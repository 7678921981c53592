// The LSTM whose three gates also see the cell state, each element only its own (Gers & Schmidhuber
// 2000). In the paper the output gate sees the cell state after the step; here all three see the
// one before it.
//
//   i, f, o = σ(W [h, x] + p ∘ c + b)
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
    const { kernels, H, rows, gates, cellPrevious, peephole, kept, hidden } = step;
    step.multiply(0);
    kernels.peepholeForward(rows, H, gates, cellPrevious, peephole);
    const { address, stride } = hidden;
    kernels.lstmForward(rows, H, gates, cellPrevious, kept[0], kept[1], address, stride);
  },
  backward: (step) => {
    const { kernels, H, rows, gates, cellPrevious, peephole, dCell, dPeephole } = step;
    kernels.lstmBackward(rows, H, gates, step.kept[1], cellPrevious, step.dHidden, dCell);
    kernels.peepholeBackward(rows, H, gates, cellPrevious, peephole, dCell, dPeephole);
    step.multiplyBack(0, step.dHidden, 'write');
  },
};
