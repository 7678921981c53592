// The affine map under every gate. The columns of W in Γ = σ(W[a, x] + b) are kept as two matrices: weightHh for a,
// weightIh for x.

import type { NamedArrays } from '../named-arrays.js';

/**
 * z = W_ih x + W_hh a + b
 *
 * @param x (E) the token
 * @param a (H) the activation of the token before
 * @param parameters weightIh (G, E), weightHh (G, H), bias (G)
 */
export function preActivations(x: Float64Array, a: Float64Array, parameters: NamedArrays) {
  const { weightIh, weightHh, bias } = parameters;
  const E = x.length;
  const H = a.length;
  const G = bias.length;

  // z[k] = b[k] + Σₑ W_ih[k, e] x[e] + Σₕ W_hh[k, h] a[h]
  const z = new Float64Array(G);
  for (let k = 0; k < G; k++) {
    z[k] = bias[k];
    for (let e = 0; e < E; e++) z[k] += weightIh[k * E + e] * x[e];
    for (let h = 0; h < H; h++) z[k] += weightHh[k * H + h] * a[h];
  }

  // dx = W_ihᵀ dz    da = W_hhᵀ dz    dW_ih = dz xᵀ    dW_hh = dz aᵀ    db = dz
  const backward = (dZ: Float64Array) => {
    const dX = new Float64Array(E);
    const dA = new Float64Array(H);
    const dWeightIh = new Float64Array(G * E);
    const dWeightHh = new Float64Array(G * H);
    for (let k = 0; k < G; k++) {
      for (let e = 0; e < E; e++) {
        dX[e] += weightIh[k * E + e] * dZ[k];
        dWeightIh[k * E + e] = dZ[k] * x[e];
      }
      for (let h = 0; h < H; h++) {
        dA[h] += weightHh[k * H + h] * dZ[k];
        dWeightHh[k * H + h] = dZ[k] * a[h];
      }
    }
    return { dX, dA, dParameters: { weightIh: dWeightIh, weightHh: dWeightHh, bias: dZ.slice() } };
  };

  return { z, backward };
}
