// The gated recurrent unit without its relevance gate; gates in the order u c.
//
//   Γu = σ(W_u [h, x] + b_u)    c̃ = tanh(W_c [h, x] + b_c)    h′ = Γu ∘ c̃ + (1 - Γu) ∘ h
//   dh = dh′ ∘ (1 - Γu) + dz_u W_u + dz_c W_c
import type { Cell } from './cell.js';

export const gruSimple: Cell = {
  gateCount: 2,
  gateNames: ['update', 'candidate'],
  peepholeCount: 0,
  keptCount: 0,
  hasCellState: false,
  products: [{ firstGate: 0, gateCount: 2, operand: 'hidden' }],
  initialBias: (gate, gateBias) => (gate === 0 ? gateBias : 0),
  forward: ({ kernels, H, rows, gate, gateStride, hiddenPrevious, hidden, multiply }) => {
    multiply(0);
    kernels.sigmoidRows(rows, H, gate(0), gateStride);
    kernels.gruState(
      rows,
      H,
      gate(0),
      gate(1),
      gateStride,
      hiddenPrevious.address,
      hiddenPrevious.stride,
      hidden.address,
      hidden.stride,
    );
  },
  backward: ({ kernels, H, rows, gate, gateStride, hiddenPrevious, dHidden, multiplyBack }) => {
    const { address, stride } = hiddenPrevious;
    kernels.gruStateBackward(rows, H, gate(0), gate(1), gateStride, address, stride, dHidden);
    multiplyBack(0, dHidden, 'add');
  },
};
