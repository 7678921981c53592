// The tagger's network on the engine, put together from the layers, in the terms of its float64 reference.
import { bidirectionalForward } from '../../src/layers/bidirectional.js';
import { lstm } from '../../src/layers/cells/lstm.js';
import { createCrf } from '../../src/layers/crf.js';
import type { Decoder } from '../../src/layers/decoder.js';
import { layOutSteps } from '../../src/layers/layer.js';
import { linearForward } from '../../src/layers/linear.js';
import type { States } from '../../src/layers/recurrent.js';
import { createSoftmax } from '../../src/layers/softmax.js';
import { columnsOf, type Engine, type Matrix, zeroMatrix } from '../../src/tensors/matrix.js';
import { allocateParameters, type Parameters } from '../../src/tensors/parameters.js';
import type { CrfConstraints } from '../reference/crf-scores.js';
import type { NamedArrays } from '../reference/named-arrays.js';
import type { NetworkSentence } from '../reference/network.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';
import { fromTimeMajor, toTimeMajor } from './time-major.js';

export interface EngineNetworkOptions {
  readonly decoder: 'crf' | 'softmax';
  readonly divisor: number;
  readonly allowed?: CrfConstraints;
  readonly E: number;
  readonly H: number;
  readonly L: number;
  readonly initialStates: 'given' | 'none';
  readonly inputGradient: 'wanted' | 'unwanted';
}

/** One forward and one backward pass over sentences of falling lengths. */
export function engineNetwork(
  engine: Engine,
  sentences: readonly NetworkSentence[],
  values: NamedArrays,
  options: EngineNetworkOptions,
) {
  const { E, H, L, divisor } = options;
  const parameters = placeParameters(engine, values);
  const decoder = createDecoder(engine, parameters, options);
  const lengths = sentences.map(({ labels }) => labels.length);
  const steps = layOutSteps(engine, lengths);
  const inputs = sentences.map((sentence) => sentence.inputs);
  const x = matrixOf(engine, toTimeMajor(inputs, lengths, E), E);
  const initial = options.initialStates === 'given' ? initialStates(engine, sentences) : undefined;

  const encoder = bidirectionalForward(engine, lstm, encoderParameters(parameters), {
    ...{ steps, x, H, initial },
  });
  const emissions = zeroMatrix(engine, steps.R, decoder.emissionWidth);
  const linear = { weight: parameters.find('output.weight'), bias: parameters.find('output.bias') };
  const output = linearForward(engine, linear, encoder.output, columnsOf(emissions, 0, L));

  const gold = engine.memory.allocate(steps.R * 4);
  const labels = sentences.map((sentence) => sentence.labels);
  engine.memory.integers(gold, steps.R).set(toTimeMajor(labels, lengths, 1));
  const paths = decoder.decode(steps, emissions);
  const { loss, dEmissions } = decoder.loss(steps, emissions, gold, 1 / divisor);
  const dEncoder = output.backward(columnsOf(dEmissions, 0, L));
  const { dX, dInitial } = encoder.backward(dEncoder, options.inputGradient === 'wanted');

  const bySentence = (matrix: Matrix) =>
    fromTimeMajor(valuesOf(engine, matrix), lengths, matrix.columns);
  return {
    loss: loss / divisor,
    emissions: bySentence(columnsOf(emissions, 0, L)),
    encoded: bySentence(encoder.output),
    paths,
    dParameters: gradientsOf(engine, parameters),
    dInputs: dX && bySentence(dX),
    dInitialStates:
      dInitial &&
      lengths.map((_, n) => ({
        forward: stateOf(engine, dInitial.forward, n),
        reverse: stateOf(engine, dInitial.reverse, n),
      })),
  };
}

function placeParameters(engine: Engine, values: NamedArrays): Parameters {
  const biases = ['weight_ih_l0', 'weight_hh_l0'].flatMap((weight) =>
    ['', '_reverse'].map((suffix) => [`encoder.${weight}${suffix}`, `encoder.bias_l0${suffix}`]),
  );
  const rowCounts = new Map(biases.map(([weight, bias]) => [weight, values[bias].length]));
  const labelCount = values['output.bias'].length;
  const shapes = Object.entries(values).map(([name, { length }]) => {
    const rows = rowCounts.get(name) ?? labelCount;
    return { name, shape: /weight|transitions/.test(name) ? [rows, length / rows] : [length] };
  });
  const parameters = allocateParameters(engine, shapes, true);
  for (const { name, value, count } of parameters.list) {
    engine.memory.floats(value, count).set(values[name]);
  }
  return parameters;
}

function encoderParameters(parameters: Parameters) {
  const direction = (suffix: string) => ({
    weightIh: parameters.find(`encoder.weight_ih_l0${suffix}`),
    weightHh: parameters.find(`encoder.weight_hh_l0${suffix}`),
    bias: parameters.find(`encoder.bias_l0${suffix}`),
  });
  return { forward: direction(''), reverse: direction('_reverse') };
}

function createDecoder(
  engine: Engine,
  parameters: Parameters,
  { decoder, L, allowed }: EngineNetworkOptions,
): Decoder {
  if (decoder === 'softmax') return createSoftmax(engine, L);
  const scores = {
    transitions: parameters.find('crf.transitions'),
    start: parameters.find('crf.start'),
    end: parameters.find('crf.end'),
  };
  return createCrf(engine, scores, L, (previous, next) => {
    if (!allowed) return true;
    if (previous === null) return allowed.start[next ?? 0];
    return next === null ? allowed.end[previous] : allowed.transitions[previous * L + next];
  });
}

function initialStates(engine: Engine, sentences: readonly NetworkSentence[]) {
  const matrix = (direction: 'forward' | 'reverse', index: number) => {
    const rows = sentences.map(({ initialState }) => initialState[direction][index]);
    return matrixOf(
      engine,
      rows.flatMap((row) => Array.from(row)),
      rows[0].length,
    );
  };
  const states = (direction: 'forward' | 'reverse') => ({
    hidden: matrix(direction, 0),
    cell: matrix(direction, 1),
  });
  return { forward: states('forward'), reverse: states('reverse') };
}

function gradientsOf({ memory }: Engine, parameters: Parameters): NamedArrays {
  return Object.fromEntries(
    parameters.list.map(({ name, gradient, count }) => [
      name,
      Float64Array.from(memory.floats(gradient, count)),
    ]),
  );
}

function stateOf(engine: Engine, { hidden, cell }: States, sentence: number): Float64Array[] {
  return [hidden, cell].map((matrix) => {
    const width = matrix.columns;
    return valuesOf(engine, matrix).slice(sentence * width, (sentence + 1) * width);
  });
}
