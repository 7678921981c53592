// The whole tagger: recurrent layers, dense layers, a linear layer, and a CRF or a softmax.
import type { State } from './cells/cell.js';
import { type DecoderOptions, decode, decoderLoss } from './decoder.js';
import { dense } from './dense.js';
import { encoder } from './encoder.js';
import { linear } from './linear.js';
import { addNamed, type NamedArrays, zerosLike } from './named-arrays.js';
import type { NetworkArchitecture } from './network-architecture.js';

export interface NetworkSentence {
  /** (T, E) */
  readonly inputs: Float64Array;
  /** (T) gold label ids */
  readonly labels: readonly number[];
  /** By layer, then in the order of the architecture's directions. */
  readonly initialStates: readonly (readonly State[])[];
}

export interface NetworkOptions extends NetworkArchitecture, DecoderOptions {
  /** The loss is the sum over the sentences, divided by this. */
  readonly divisor: number;
}

export interface NetworkGradients {
  /** Under the names of the parameters. */
  readonly dParameters: NamedArrays;
  /** By sentence. */
  readonly dInputs: readonly Float64Array[];
  /** By sentence, each in the order of its initial states. */
  readonly dInitialStates: readonly (readonly (readonly State[])[])[];
}

/**
 * Every sentence on its own, without batches or padding.
 *
 * @param parameters under the names of the model file: for each layer k encoder.weight_ih_l{k}
 *   (gates·H, inputs),
 *   encoder.weight_hh_l{k} (gates·H, H), encoder.bias_l{k} (gates·H), for peepholes encoder.peephole_l{k} (3H), in
 *   both directions the same with _reverse; dense.{k}.weight (N, inputs), dense.{k}.bias (N); output.weight
 *   (L, inputs), output.bias (L); and for the CRF crf.transitions (L, L), crf.start (L), crf.end (L)
 * @returns emissions (T, L) and paths by sentence
 */
export function network(
  sentences: readonly NetworkSentence[],
  parameters: NamedArrays,
  options: NetworkOptions,
) {
  const passes = sentences.map((sentence) => sentencePass(sentence, parameters, options));
  const total = passes.reduce((sum, pass) => sum + pass.loss, 0);

  const backward = (): NetworkGradients => {
    const dParameters = zerosLike(parameters);
    const gradients = passes.map((pass) => pass.backward(1 / options.divisor));
    for (const gradient of gradients) addNamed(dParameters, gradient.dParameters);
    return {
      dParameters,
      dInputs: gradients.map(({ dInputs }) => dInputs),
      dInitialStates: gradients.map(({ dInitialStates }) => dInitialStates),
    };
  };

  const labelCount = parameters['output.bias'].length;
  return {
    loss: total / options.divisor,
    emissions: passes.map((pass) => pass.emissions),
    decode: () => passes.map((pass) => decode(pass.emissions, labelCount, parameters, options)),
    backward,
  };
}

function sentencePass(
  { inputs, labels, initialStates }: NetworkSentence,
  parameters: NamedArrays,
  options: NetworkOptions,
) {
  const recurrentPass = encoder(inputs, parameters, initialStates, options);
  const densePass = dense(
    recurrentPass.outputs,
    options.denseWidths.map((_, k) => linearParameters(parameters, `dense.${k}`)),
  );
  const output = linear(densePass.outputs, linearParameters(parameters, 'output'));
  const decoded = decoderLoss(output.output, labels, parameters, options);

  // The loss is a number, so its gradient times `scale` is all that comes in from above.
  const backward = (scale: number) => {
    const times = (array: Float64Array) => array.map((d) => d * scale);
    const dOutput = output.backward(times(decoded.dEmissions));
    const dDense = densePass.backward(dOutput.dInputs);
    const dRecurrent = recurrentPass.backward(dDense.dInputs);
    const dParameters: NamedArrays = {
      ...dRecurrent.dParameters,
      ...Object.assign({}, ...dDense.byLayer.map((d, k) => linearGradients(d, `dense.${k}`))),
      ...linearGradients(dOutput, 'output'),
      ...Object.fromEntries(
        Object.entries(decoded.dParameters).map(([name, array]) => [name, times(array)]),
      ),
    };
    return {
      dParameters,
      dInputs: dRecurrent.dInputs,
      dInitialStates: dRecurrent.dInitialStates,
    };
  };

  return { loss: decoded.loss, emissions: output.output, backward };
}

function linearParameters(parameters: NamedArrays, layer: string) {
  return { weight: parameters[`${layer}.weight`], bias: parameters[`${layer}.bias`] };
}

function linearGradients(
  { dWeight, dBias }: { dWeight: Float64Array; dBias: Float64Array },
  layer: string,
): NamedArrays {
  return { [`${layer}.weight`]: dWeight, [`${layer}.bias`]: dBias };
}
