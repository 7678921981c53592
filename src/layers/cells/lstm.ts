// The LSTM cell (Hochreiter & Schmidhuber 1997; forget gate, Gers et al. 2000), with PyTorch's
// order of gates i f g o. i is the update gate Γu, the input gate of the papers and of PyTorch; f
// is the forget gate Γf, g the candidate c̃, and o the output gate Γo. h is the hidden state and c
// the cell state, h′ and c′ those after the step.
//
//   i, f, o = σ(W [h, x] + b)    g = tanh(W [h, x] + b)    c′ = f ∘ c + i ∘ g    h′ = o ∘ tanh c′
//
// Back through a step, with δ the whole gradient of c′:
//
//   δ = dc′ + dh′ ∘ o ∘ (1 - tanh² c′)
//   dz_i = δ ∘ g ∘ i(1 - i)    dz_f = δ ∘ c ∘ f(1 - f)
//   dz_g = δ ∘ i ∘ (1 - g²)    dz_o = dh′ ∘ tanh c′ ∘ o(1 - o)
//   dc = δ ∘ f    dh = dz W_h    dx = dz W_x    dW_h = Σ_t dzᵀ h    dW_x = Σ_t dzᵀ x    db = Σ_t dz
import type { Cell } from './cell.js';

export const lstm: Cell = {
  gateCount: 4,
  gateNames: ['update', 'forget', 'candidate', 'output'],
  peepholeCount: 0,
  // c′ and tanh c′.
  keptCount: 2,
  hasCellState: true,
  products: [{ firstGate: 0, gateCount: 4, operand: 'hidden' }],
  // A cell that starts by keeping its state learns long spans sooner (Jozefowicz et al. 2015).
  initialBias: (gate, gateBias) => [gateBias, 1, 0, 0][gate],
  forward: ({ kernels, H, rows, gates, cellPrevious, kept, hidden, multiply }) => {
    multiply(0);
    const { address, stride } = hidden;
    kernels.lstmForward(rows, H, gates, cellPrevious, kept[0], kept[1], address, stride);
  },
  backward: ({ kernels, H, rows, gates, cellPrevious, kept, dHidden, dCell, multiplyBack }) => {
    kernels.lstmBackward(rows, H, gates, kept[1], cellPrevious, dHidden, dCell);
    multiplyBack(0, dHidden, 'write');
  },
};
