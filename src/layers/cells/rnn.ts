// The plain recurrent cell (Elman 1990).
//
//   h′ = tanh(W [h, x] + b)
//   dz = dh′ ∘ (1 - h′²)    dh = dz W_h
import type { Cell } from './cell.js';

export const rnn: Cell = {
  gateCount: 1,
  gateNames: ['candidate'],
  peepholeCount: 0,
  keptCount: 0,
  hasCellState: false,
  products: [{ firstGate: 0, gateCount: 1, operand: 'hidden' }],
  initialBias: () => 0,
  forward: ({ kernels, H, rows, gates, hidden, multiply }) => {
    multiply(0);
    kernels.tanh(rows * H, gates, gates);
    kernels.copyRows(rows, H, gates, H, hidden.address, hidden.stride);
  },
  backward: ({ kernels, H, rows, gates, dHidden, multiplyBack }) => {
    kernels.tanhBackward(rows * H, gates, dHidden);
    kernels.copyRows(rows, H, dHidden, H, gates, H);
    multiplyBack(0, dHidden, 'write');
  },
};
