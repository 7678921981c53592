// The gated recurrent unit (Cho et al. 2014; Chung et al. 2014); gates in the order r u c, and a = c. The relevance gate
// is applied before the product, unlike PyTorch's GRU; 1 - Γu keeps the old memory, as in Chung et al., the reverse of
// Cho's and PyTorch's z.
//
//   Γr = σ(W_r [c, x] + b_r)    Γu = σ(W_u [c, x] + b_u)
//   c̃ = tanh(W_c [Γr ∘ c, x] + b_c)    c′ = Γu ∘ c̃ + (1 - Γu) ∘ c
//
//   d(Γr ∘ c) = dz_c W_c    dc = dc′ ∘ (1 - Γu) + d(Γr ∘ c) ∘ Γr + dz_r W_r + dz_u W_u
import type { Cell } from './cell.js';

const GATES = 0;
const CANDIDATE = 1;

export const gru: Cell = {
  gateCount: 3,
  gateNames: ['relevance', 'update', 'candidate'],
  peepholeCount: 0,
  // Γr ∘ c, the candidate's operand.
  keptCount: 1,
  hasMemory: false,
  products: [
    { firstGate: 0, gateCount: 2, operand: 'state' },
    { firstGate: 2, gateCount: 1, operand: { kept: 0 } },
  ],
  initialBias: (gate, gateBias) => (gate === 1 ? gateBias : 0),
  forward: ({ kernels, H, rows, gate, gateStride, previous, hidden, kept, multiply }) => {
    const { address, stride } = previous;
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
    const { address, stride } = step.previous;
    kernels.gruStateBackward(rows, H, gate(1), gate(2), gateStride, address, stride, dHidden);
    multiplyBack(CANDIDATE, scratch, 'put');
    kernels.gruGatesBackward(rows, H, gate(0), gateStride, address, stride, scratch, dHidden);
    multiplyBack(GATES, dHidden, 'add');
  },
};
