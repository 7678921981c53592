// Recurrent layers on top of each other.
import { bidirectional } from './bidirectional.js';
import type { RecurrenceOptions } from './recurrence.js';

/**
 *   h[l]⟨t⟩ = g(W[l][h[l]⟨t-1⟩, h[l-1]⟨t⟩] + b[l])    h[-1] = the inputs
 *
 * h[l-1]⟨t⟩ is the whole output of the layer below: both directions, if there are two.
 *
 * @param inputs (T, E)
 * @param layers the lowest first; in each one walk a direction
 * @returns outputs (T, walks·H) of the highest; gradients by layer and walk
 */
export function stack(inputs: Float64Array, layers: readonly (readonly RecurrenceOptions[])[]) {
  const passes: ReturnType<typeof bidirectional>[] = [];
  let outputs = inputs;
  for (const walks of layers) {
    const pass = bidirectional(outputs, walks);
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
