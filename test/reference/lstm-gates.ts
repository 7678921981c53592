// The element-wise half of an LSTM step, after the products with the weights.
import { sigmoid } from './sigmoid.js';

/**
 *   i, f, o = σ(z)    g = tanh(z)    c′ = f ∘ c + i ∘ g    h′ = o ∘ tanh c′
 *
 * i is the update gate Γu (the input gate), g the candidate c̃.
 *
 * @param z (rows, 4H) pre-activations, each row in the order i f g o
 * @param cell (rows, H) c, before the step
 * @returns gates (rows, 4H) the activations i f g o; cell (rows, H) c′; hidden (rows, H) h′
 */
export function lstmGates(z: ArrayLike<number>, cell: ArrayLike<number>, H: number) {
  const rows = z.length / (4 * H);
  const gates = new Float64Array(rows * 4 * H);
  const cellAfter = new Float64Array(rows * H);
  const hidden = new Float64Array(rows * H);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < H; k++) {
      const at = r * 4 * H + k;
      const i = sigmoid(z[at]);
      const f = sigmoid(z[at + H]);
      const g = Math.tanh(z[at + 2 * H]);
      const o = sigmoid(z[at + 3 * H]);
      const c = f * cell[r * H + k] + i * g;
      gates[at] = i;
      gates[at + H] = f;
      gates[at + 2 * H] = g;
      gates[at + 3 * H] = o;
      cellAfter[r * H + k] = c;
      hidden[r * H + k] = o * Math.tanh(c);
    }
  }
  return { gates, cell: cellAfter, hidden };
}

export interface LstmGatesBackwardInput {
  /** (rows, 4H) the activations i f g o */
  readonly gates: ArrayLike<number>;
  /** (rows, H) c and c′ */
  readonly cellBefore: ArrayLike<number>;
  readonly cellAfter: ArrayLike<number>;
  /** (rows, H) from above and from the token after */
  readonly dHidden: ArrayLike<number>;
  /** (rows, H) from the token after alone: what c′ does through h′ is added here */
  readonly dCellAfter: ArrayLike<number>;
  readonly H: number;
}

/**
 * The chain rule through the equations above, from the last to the first.
 *
 *   h′ = o ∘ tanh c′         do = dh′ ∘ tanh c′     δ = dc′ + dh′ ∘ o ∘ (1 - tanh² c′)
 *   c′ = f ∘ c + i ∘ g       di = δ ∘ g    df = δ ∘ c    dg = δ ∘ i    dc = δ ∘ f
 *   σ′ = σ(1 - σ)            dz = di ∘ i(1 - i),  df ∘ f(1 - f),  dg ∘ (1 - g²),  do ∘ o(1 - o)
 *
 * @returns dPreActivations (rows, 4H) dz in the order i f g o; dCell (rows, H) dc
 */
export function lstmGatesBackward(input: LstmGatesBackwardInput) {
  const { gates, cellBefore, cellAfter, dHidden, dCellAfter, H } = input;
  const rows = gates.length / (4 * H);
  const dPreActivations = new Float64Array(rows * 4 * H);
  const dCell = new Float64Array(rows * H);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < H; k++) {
      const at = r * 4 * H + k;
      const i = gates[at];
      const f = gates[at + H];
      const g = gates[at + 2 * H];
      const o = gates[at + 3 * H];
      const c = cellBefore[r * H + k];
      const tanhC = Math.tanh(cellAfter[r * H + k]);
      const dh = dHidden[r * H + k];
      const delta = dCellAfter[r * H + k] + dh * o * (1 - tanhC * tanhC);

      dPreActivations[at] = delta * g * i * (1 - i);
      dPreActivations[at + H] = delta * c * f * (1 - f);
      dPreActivations[at + 2 * H] = delta * i * (1 - g * g);
      dPreActivations[at + 3 * H] = dh * tanhC * o * (1 - o);
      dCell[r * H + k] = delta * f;
    }
  }
  return { dPreActivations, dCell };
}
