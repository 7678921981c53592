// The LSTM cell (Hochreiter & Schmidhuber 1997; forget gate, Gers et al. 2000), in the gate order of PyTorch: i is the
// update gate Γu, f the forget gate Γf, g the candidate c̃, o the output gate Γo.
//
//   i, f, o = σ(W [a, x] + b)    g = tanh(W [a, x] + b)    c′ = f ∘ c + i ∘ g    a′ = o ∘ tanh c′
//
// Back through a step, δ being all that reaches c′:
//
//   δ = dc′ + da′ ∘ o ∘ (1 - tanh² c′)
//   dz_i = δ ∘ g ∘ i(1 - i)    dz_f = δ ∘ c ∘ f(1 - f)    dz_g = δ ∘ i ∘ (1 - g²)    dz_o = da′ ∘ tanh c′ ∘ o(1 - o)
//   dc = δ ∘ f    da = dz W_a    dx = dz W_x    dW_a = Σ_t dzᵀ a    dW_x = Σ_t dzᵀ x    db = Σ_t dz
import type { Cell } from './cell.js';

export const lstm: Cell = {
  gateCount: 4,
  gateNames: ['update', 'forget', 'candidate', 'output'],
  peepholeCount: 0,
  // c′ and tanh c′.
  keptCount: 2,
  hasMemory: true,
  products: [{ firstGate: 0, gateCount: 4, operand: 'state' }],
  // A cell that starts by keeping its memory learns long spans sooner (Jozefowicz et al. 2015).
  initialBias: (gate, gateBias) => [gateBias, 1, 0, 0][gate],
  forward: ({ kernels, H, rows, gates, memoryPrevious, kept, hidden, multiply }) => {
    multiply(0);
    const { address, stride } = hidden;
    kernels.lstmForward(rows, H, gates, memoryPrevious, kept[0], kept[1], address, stride);
  },
  backward: ({ kernels, H, rows, gates, memoryPrevious, kept, dHidden, dMemory, multiplyBack }) => {
    kernels.lstmBackward(rows, H, gates, kept[1], memoryPrevious, dHidden, dMemory);
    multiplyBack(0, dHidden, 'put');
  },
};
