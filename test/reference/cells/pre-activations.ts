// The affine map under every gate. The columns of W in Γ = σ(W[h, x] + b) are kept as two matrices:
// weightHh for h, weightIh for x.
import type { NamedArrays } from '../named-arrays.js';

/**
 * z = W_ih x + W_hh h + b
 *
 * @param x (E) the token
 * @param hidden (H) h, the hidden state of the token before
 * @param parameters weightIh (G, E), weightHh (G, H), bias (G)
 */
export function preActivations(x: Float64Array, hidden: Float64Array, parameters: NamedArrays) {
  const { weightIh, weightHh, bias } = parameters;
  const E = x.length;
  const H = hidden.length;
  const G = bias.length;

  // z[k] = b[k] + Σₑ W_ih[k, e] x[e] + Σⱼ W_hh[k, j] h[j]
  const z = new Float64Array(G);
  for (let k = 0; k < G; k++) {
    z[k] = bias[k];
    for (let e = 0; e < E; e++) z[k] += weightIh[k * E + e] * x[e];
    for (let j = 0; j < H; j++) z[k] += weightHh[k * H + j] * hidden[j];
  }

  // dx = W_ihᵀ dz    dh = W_hhᵀ dz    dW_ih = dz xᵀ    dW_hh = dz hᵀ    db = dz
  const backward = (dZ: Float64Array) => {
    const dX = new Float64Array(E);
    const dH = new Float64Array(H);
    const dWeightIh = new Float64Array(G * E);
    const dWeightHh = new Float64Array(G * H);
    for (let k = 0; k < G; k++) {
      for (let e = 0; e < E; e++) {
        dX[e] += weightIh[k * E + e] * dZ[k];
        dWeightIh[k * E + e] = dZ[k] * x[e];
      }
      for (let j = 0; j < H; j++) {
        dH[j] += weightHh[k * H + j] * dZ[k];
        dWeightHh[k * H + j] = dZ[k] * hidden[j];
      }
    }
    return { dX, dH, dParameters: { weightIh: dWeightIh, weightHh: dWeightHh, bias: dZ.slice() } };
  };

  return { z, backward };
}
