// The LSTM whose gates see the cell state, each unit its own (Gers & Schmidhuber 2000).
//
//   Γu = σ(W_u[h, x] + p_u ∘ c + b_u)    Γf = σ(W_f[h, x] + p_f ∘ c + b_f)    Γo = σ(W_o[h, x] + p_o ∘ c + b_o)
//   c̃ = tanh(W_c[h, x] + b_c)    c′ = Γu ∘ c̃ + Γf ∘ c    h′ = Γo ∘ tanh c′
//
// There the output gate sees c′; here all three see c, the cell state of the token before.
import { lstmGates, lstmGatesBackward } from '../lstm-gates.js';
import type { NamedArrays } from '../named-arrays.js';
import type { CellStep, State } from './cell.js';
import { preActivations } from './pre-activations.js';

// The blocks of z that the three peepholes look into: the third, the candidate's, has none.
const peepholeBlocks = [0, 1, 3];

/**
 * One step. Once z holds the peepholes, all is as in the LSTM, whose backward gives dz and the dc
 * of c′ = Γf ∘ c + …. For each gate Γ of the three, z = W[h, x] + p ∘ c + b adds to it:
 *
 *   dp = dz_Γ ∘ c    dc += Σ over the gates of p ∘ dz_Γ
 *
 * @param input (E)
 * @param state [h, c] of the token before, (H) each
 * @param parameters weightIh (4H, E), weightHh (4H, H), bias (4H), rows in the order i f g o;
 *   peephole (3H) in the
 *   order i f o
 */
export function lstmPeephole(input: Float64Array, state: State, parameters: NamedArrays): CellStep {
  const [hidden, cell] = state;
  const { peephole } = parameters;
  const H = cell.length;
  const affine = preActivations(input, hidden, parameters);
  const z = affine.z.slice();
  for (const [p, block] of peepholeBlocks.entries()) {
    for (let k = 0; k < H; k++) z[block * H + k] += peephole[p * H + k] * cell[k];
  }
  const step = lstmGates(z, cell, H);

  return {
    state: [step.hidden, step.cell],
    backward: ([dHidden, dCellAfter]) => {
      const { dPreActivations, dCell } = lstmGatesBackward({
        gates: step.gates,
        cellBefore: cell,
        cellAfter: step.cell,
        dHidden,
        dCellAfter,
        H,
      });
      const dPeephole = new Float64Array(peephole.length);
      for (const [p, block] of peepholeBlocks.entries()) {
        for (let k = 0; k < H; k++) {
          dPeephole[p * H + k] = dPreActivations[block * H + k] * cell[k];
          dCell[k] += dPreActivations[block * H + k] * peephole[p * H + k];
        }
      }
      const { dX, dH, dParameters } = affine.backward(dPreActivations);
      return {
        dInput: dX,
        dState: [dH, dCell],
        dParameters: { ...dParameters, peephole: dPeephole },
      };
    },
  };
}
