// The gated recurrent unit without its relevance gate; gates in the order u c, and a = c.
//
//   Γu = σ(W_u [c, x] + b_u)    c̃ = tanh(W_c [c, x] + b_c)    c′ = Γu ∘ c̃ + (1 - Γu) ∘ c
//   dc = dc′ ∘ (1 - Γu) + dz_u W_u + dz_c W_c
import type { Cell } from './cell.js';

export const gruSimple: Cell = {
  gateCount: 2,
  gateNames: ['update', 'candidate'],
  peepholeCount: 0,
  keptCount: 0,
  hasMemory: false,
  products: [{ firstGate: 0, gateCount: 2, operand: 'state' }],
  initialBias: (gate, gateBias) => (gate === 0 ? gateBias : 0),
  forward: ({ kernels, H, rows, gate, gateStride, previous, hidden, multiply }) => {
    multiply(0);
    kernels.sigmoidRows(rows, H, gate(0), gateStride);
    kernels.gruState(
      rows,
      H,
      gate(0),
      gate(1),
      gateStride,
      previous.address,
      previous.stride,
      hidden.address,
      hidden.stride,
    );
  },
  backward: ({ kernels, H, rows, gate, gateStride, previous, dHidden, multiplyBack }) => {
    const { address, stride } = previous;
    kernels.gruStateBackward(rows, H, gate(0), gate(1), gateStride, address, stride, dHidden);
    multiplyBack(0, dHidden, 'add');
  },
};
