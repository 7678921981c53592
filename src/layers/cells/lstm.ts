// The LSTM cell (Hochreiter & Schmidhuber 1997; forget gate, Gers et al. 2000), in the gate order of PyTorch.
//
//   i, f, o = σ(W [x, h] + b)    g = tanh(W [x, h] + b)    c′ = f ∘ c + i ∘ g    h′ = o ∘ tanh c′
import type { Cell } from '../recurrent.js';

export const lstm: Cell = {
  gateCount: 4,
  // A cell that starts by keeping its memory learns long spans sooner (Jozefowicz et al. 2015).
  initialBias: (gate) => (gate === 1 ? 1 : 0),
  forward: (kernels, H, { rows, gates, cellPrevious, cell, tanhCell, hidden, hiddenStride }) =>
    kernels.lstmForward(rows, H, gates, cellPrevious, cell, tanhCell, hidden, hiddenStride),
  backward: (kernels, H, { rows, gates, cellPrevious, tanhCell, dHidden, dCell }) =>
    kernels.lstmBackward(rows, H, gates, tanhCell, cellPrevious, dHidden, dCell),
};
