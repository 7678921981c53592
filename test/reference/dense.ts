// Dense tanh layers over each token, without connections along time.
import { type LinearParameters, linear } from './linear.js';
import { tanh } from './vector.js';

/**
 *   a[k]⟨t⟩ = tanh(W[k] a[k-1]⟨t⟩ + b[k])    a[-1] = the inputs
 *
 * @param inputs (T, inputs of the lowest)
 * @param layers the lowest first; with none the outputs are the inputs
 * @returns outputs (T, outputs of the highest); the gradients of the parameters in the order of the
 *   layers
 */
export function dense(inputs: Float64Array, layers: readonly LinearParameters[]) {
  const passes: ReturnType<typeof denseLayer>[] = [];
  let outputs = inputs;
  for (const parameters of layers) {
    const pass = denseLayer(outputs, parameters);
    passes.push(pass);
    outputs = pass.outputs;
  }

  const backward = (dOutputs: Float64Array) => {
    let dBelow = dOutputs;
    const fromTheTop = passes.toReversed().map((pass) => {
      const { dInputs, ...dParameters } = pass.backward(dBelow);
      dBelow = dInputs;
      return dParameters;
    });
    return { dInputs: dBelow, byLayer: fromTheTop.toReversed() };
  };

  return { outputs, backward };
}

// a = tanh z    dz = da ∘ (1 - a²)
function denseLayer(inputs: Float64Array, parameters: LinearParameters) {
  const affine = linear(inputs, parameters);
  const outputs = tanh(affine.output);
  const backward = (dOutputs: Float64Array) =>
    affine.backward(dOutputs.map((d, k) => d * (1 - outputs[k] * outputs[k])));
  return { outputs, backward };
}
