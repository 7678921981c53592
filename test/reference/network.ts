// The whole tagger: a recurrent encoder in both directions, a linear layer, and a CRF or a softmax.

import { type BidirectionalOptions, bidirectional } from './bidirectional.js';
import type { Cell, State } from './cells/cell.js';
import { crfDecode, crfLoss } from './crf.js';
import { type CrfConstraints, type CrfScores, constrain } from './crf-scores.js';
import { linear } from './linear.js';
import { addNamed, type NamedArrays, zerosLike } from './named-arrays.js';
import type { Direction } from './recurrent.js';
import { softmaxDecode, softmaxLoss } from './softmax.js';

export interface NetworkSentence {
  /** (T, E) */
  readonly inputs: Float64Array;
  /** (T) gold label ids */
  readonly labels: readonly number[];
  readonly initialState: Readonly<Record<Direction, State>>;
}

export interface NetworkOptions {
  readonly cell: Cell;
  readonly decoder: 'crf' | 'softmax';
  /** The loss is the sum over the sentences, divided by this. */
  readonly divisor: number;
  /** Without it every path is allowed. */
  readonly allowed?: CrfConstraints;
}

export interface NetworkGradients {
  /** Under the names of the parameters. */
  readonly dParameters: NamedArrays;
  /** By sentence. */
  readonly dInputs: readonly Float64Array[];
  readonly dInitialStates: readonly Readonly<Record<Direction, State>>[];
}

// A cell's name for a parameter, and the model file's within a layer. A cell with more parameters adds them.
const fileNames: Readonly<Record<string, string>> = {
  weightIh: 'weight_ih',
  weightHh: 'weight_hh',
  bias: 'bias',
};
const suffixes = { forward: '_l0', reverse: '_l0_reverse' };

/**
 * Every sentence by itself, without batches or padding.
 *
 * @param parameters under the names of the model file: encoder.weight_ih_l0 (gates·H, E),
 *   encoder.weight_hh_l0 (gates·H, H), encoder.bias_l0 (gates·H), the same with _reverse, output.weight (L, 2H),
 *   output.bias (L), and for the CRF crf.transitions (L, L), crf.start (L), crf.end (L)
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
      dInitialStates: gradients.map(({ dInitialState }) => dInitialState),
    };
  };

  return {
    loss: total / options.divisor,
    emissions: passes.map((pass) => pass.emissions),
    decode: () => passes.map((pass) => decode(pass.emissions, parameters, options)),
    backward,
  };
}

function sentencePass(
  { inputs, labels, initialState }: NetworkSentence,
  parameters: NamedArrays,
  options: NetworkOptions,
) {
  const encoder = bidirectional(inputs, {
    cell: options.cell,
    parameters: {
      forward: encoderParameters(parameters, 'forward'),
      reverse: encoderParameters(parameters, 'reverse'),
    },
    initialState,
  });
  const output = linear(encoder.outputs, {
    weight: parameters['output.weight'],
    bias: parameters['output.bias'],
  });
  const { loss, dEmissions, dScores } = decoderLoss(output.output, labels, parameters, options);

  // The loss is a number, so its gradient times `scale` is all that comes in from above.
  const backward = (scale: number) => {
    const dOutput = output.backward(dEmissions.map((d) => d * scale));
    const dEncoder = encoder.backward(dOutput.dInputs);
    const dParameters: NamedArrays = {
      ...encoderGradients(dEncoder.dParameters),
      'output.weight': dOutput.dWeight,
      'output.bias': dOutput.dBias,
      ...Object.fromEntries(
        Object.entries(dScores).map(([name, array]) => [name, array.map((d) => d * scale)]),
      ),
    };
    return { dParameters, dInputs: dEncoder.dInputs, dInitialState: dEncoder.dInitialState };
  };

  return { loss, emissions: output.output, backward };
}

function encoderParameters(parameters: NamedArrays, direction: Direction): NamedArrays {
  return Object.fromEntries(
    Object.keys(fileNames)
      .map((name) => [name, parameters[encoderName(name, direction)]])
      .filter(([, array]) => array !== undefined),
  );
}

function encoderGradients(dParameters: BidirectionalOptions['parameters']): NamedArrays {
  const named = (direction: Direction) =>
    Object.entries(dParameters[direction]).map(([name, array]) => [
      encoderName(name, direction),
      array,
    ]);
  return Object.fromEntries([...named('forward'), ...named('reverse')]);
}

function encoderName(name: string, direction: Direction): string {
  return `encoder.${fileNames[name]}${suffixes[direction]}`;
}

function decoderLoss(
  emissions: Float64Array,
  labels: readonly number[],
  parameters: NamedArrays,
  options: NetworkOptions,
) {
  if (options.decoder === 'softmax') return { ...softmaxLoss(emissions, labels), dScores: {} };
  const { loss, dEmissions, ...d } = crfLoss(emissions, labels, crfScores(parameters, options));
  const dScores = {
    'crf.transitions': d.dTransitions,
    'crf.start': d.dStart,
    'crf.end': d.dEnd,
  };
  return { loss, dEmissions, dScores };
}

function decode(
  emissions: Float64Array,
  parameters: NamedArrays,
  options: NetworkOptions,
): number[] {
  return options.decoder === 'softmax'
    ? softmaxDecode(emissions, parameters['output.bias'].length)
    : crfDecode(emissions, crfScores(parameters, options)).path;
}

function crfScores(parameters: NamedArrays, { allowed }: NetworkOptions): CrfScores {
  const scores = {
    transitions: parameters['crf.transitions'],
    start: parameters['crf.start'],
    end: parameters['crf.end'],
  };
  return allowed === undefined ? scores : constrain(scores, allowed);
}
