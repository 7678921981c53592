// The plain recurrent unit (Elman 1990).
//
//   a′ = tanh(W [a, x] + b)
//   dz = da′ ∘ (1 - a′²)    da = dz W_a
import type { Cell } from './cell.js';

export const rnn: Cell = {
  gateCount: 1,
  gateNames: ['candidate'],
  peepholeCount: 0,
  keptCount: 0,
  hasMemory: false,
  products: [{ firstGate: 0, gateCount: 1, operand: 'state' }],
  initialBias: () => 0,
  forward: ({ kernels, H, rows, gates, hidden, multiply }) => {
    multiply(0);
    kernels.tanh(rows * H, gates, gates);
    kernels.copyRows(rows, H, gates, H, hidden.address, hidden.stride);
  },
  backward: ({ kernels, H, rows, gates, dHidden, multiplyBack }) => {
    kernels.tanhBackward(rows * H, gates, dHidden);
    kernels.copyRows(rows, H, dHidden, H, gates, H);
    multiplyBack(0, dHidden, 'put');
  },
};
