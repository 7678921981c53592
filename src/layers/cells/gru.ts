// The gated recurrent unit (Cho et al. 2014; Chung et al. 2014); gates in the order r u c. The
// relevance gate Γr is the reset gate of the papers and of PyTorch; unlike in PyTorch's GRU it is
// applied before the product. 1 - Γu keeps the old state, as in Chung et al.; Cho et al. and
// PyTorch keep it by z, which is 1 - Γu here.
//
//   Γr = σ(W_r [h, x] + b_r)    Γu = σ(W_u [h, x] + b_u)
//   c̃ = tanh(W_c [Γr ∘ h, x] + b_c)    h′ = Γu ∘ c̃ + (1 - Γu) ∘ h
//
//   d(Γr ∘ h) = dz_c W_c    dh = dh′ ∘ (1 - Γu) + d(Γr ∘ h) ∘ Γr + dz_r W_r + dz_u W_u
import type { Cell } from './cell.js';

const GATES = 0;
const CANDIDATE = 1;

export const gru: Cell = {
  gateCount: 3,
  gateNames: ['relevance', 'update', 'candidate'],
  peepholeCount: 0,
  // Γr ∘ h, the candidate's operand.
  keptCount: 1,
  hasCellState: false,
  products: [
    { firstGate: 0, gateCount: 2, operand: 'hidden' },
    { firstGate: 2, gateCount: 1, operand: { kept: 0 } },
  ],
  initialBias: (gate, gateBias) => (gate === 1 ? gateBias : 0),
  forward: ({ kernels, H, rows, gate, gateStride, hiddenPrevious, hidden, kept, multiply }) => {
    const { address, stride } = hiddenPrevious;
    multiply(GATES);
    kernels.gruGates(rows, H, gate(0), gateStride, address, stride, kept[0]);
    multiply(CANDIDATE);
    kernels.gruState(
      rows,
      H,
      gate(1),
      gate(2),
      gateStride,
      address,
      stride,
      hidden.address,
      hidden.stride,
    );
  },
  backward: (step) => {
    const { kernels, H, rows, gate, gateStride, dHidden, scratch, multiplyBack } = step;
    const { address, stride } = step.hiddenPrevious;
    kernels.gruStateBackward(rows, H, gate(1), gate(2), gateStride, address, stride, dHidden);
    multiplyBack(CANDIDATE, scratch, 'write');
    kernels.gruGatesBackward(rows, H, gate(0), gateStride, address, stride, scratch, dHidden);
    multiplyBack(GATES, dHidden, 'add');
  },
};
