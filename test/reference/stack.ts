// Recurrent layers one above the other.

import { recurrentLayer } from './bidirectional.js';
import type { RecurrentOptions } from './recurrence.js';

/**
 *   a[l]⟨t⟩ = g(W[l][a[l]⟨t-1⟩, a[l-1]⟨t⟩] + b[l])    a[-1] = the inputs
 *
 * a[l-1]⟨t⟩ is the whole output of the layer below, both directions of it where there are two.
 *
 * @param inputs (T, E)
 * @param layers the lowest first; in each one walk a direction
 * @returns outputs (T, walks·H) of the highest; gradients by layer and walk
 */
export function stack(inputs: Float64Array, layers: readonly (readonly RecurrentOptions[])[]) {
  const passes: ReturnType<typeof recurrentLayer>[] = [];
  let outputs = inputs;
  for (const walks of layers) {
    const pass = recurrentLayer(outputs, walks);
    passes.push(pass);
    outputs = pass.outputs;
  }

  const backward = (dOutputs: Float64Array) => {
    let dBelow = dOutputs;
    const fromTheTop = passes.toReversed().map((pass) => {
      const { dInputs, byWalk } = pass.backward(dBelow);
      dBelow = dInputs;
      return byWalk;
    });
    return { dInputs: dBelow, byLayer: fromTheTop.toReversed() };
  };

  return { outputs, backward };
}
