// The tagger's network on the engine, put together from the layers, in the terms of its float64
// reference.
import { cells } from '../../src/layers/cells/cells.js';
import { createCrf } from '../../src/layers/decoders/crf.js';
import type { Decoder } from '../../src/layers/decoders/decoder.js';
import { createSoftmax } from '../../src/layers/decoders/softmax.js';
import { denseForward } from '../../src/layers/dense.js';
import { layOutSteps } from '../../src/layers/layer.js';
import { linearForward } from '../../src/layers/linear.js';
import type { InitialStates, States } from '../../src/layers/recurrence.js';
import { stackForward } from '../../src/layers/stack.js';
import { columnsOf, type Engine, type Matrix, zeroMatrix } from '../../src/tensors/matrix.js';
import { allocateParameters, type Parameters } from '../../src/tensors/parameters.js';
import type { CrfConstraints } from '../reference/crf-scores.js';
import type { NamedArrays } from '../reference/named-arrays.js';
import type { NetworkSentence } from '../reference/network.js';
import type { NetworkShape } from '../reference/random-network.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';
import { fromTimeMajor, toTimeMajor } from './time-major.js';

export interface EngineNetworkOptions extends NetworkShape {
  readonly divisor: number;
  readonly allowed?: CrfConstraints;
  readonly initialStates: 'given' | 'none';
}

/** One forward and one backward pass over sentences of falling lengths. */
export function engineNetwork(
  engine: Engine,
  sentences: readonly NetworkSentence[],
  values: NamedArrays,
  options: EngineNetworkOptions,
) {
  const { E, L, divisor } = options;
  const parameters = placeParameters(engine, values, options);
  const decoder = createDecoder(engine, parameters, options);
  const lengths = sentences.map(({ labels }) => labels.length);
  const steps = layOutSteps(engine, lengths);
  const inputs = sentences.map((sentence) => sentence.inputs);
  const x = matrixOf(engine, toTimeMajor(inputs, lengths, E), E);
  const initial =
    options.initialStates === 'given' ? initialStates(engine, sentences, options) : undefined;

  const layers = stackParameters(parameters, options);
  const states = stackForward(engine, layers, { steps, x, initial });
  const dense = denseLayers(engine, parameters, options, states.output);
  const emissions = zeroMatrix(engine, steps.R, decoder.emissionWidth);
  const linear = { weight: parameters.find('output.weight'), bias: parameters.find('output.bias') };
  const top = dense.at(-1)?.output ?? states.output;
  const output = linearForward(engine, linear, { x: top }, columnsOf(emissions, 0, L));

  const gold = engine.memory.allocate(steps.R * 4);
  const labels = sentences.map((sentence) => sentence.labels);
  engine.memory.integers(gold, steps.R).set(toTimeMajor(labels, lengths, 1));
  const paths = decoder.startDecoding()(steps, emissions);
  const { loss, dEmissions } = decoder.loss(steps, emissions, {
    labels: gold,
    weight: 1 / divisor,
  });
  const dTop = output.backward(columnsOf(dEmissions, 0, L));
  const dStates = dense.reduceRight((d, layer) => layer.backward(d), dTop);
  const dX = states.backward(dStates);

  const bySentence = (matrix: Matrix) =>
    fromTimeMajor(valuesOf(engine, matrix), lengths, matrix.columns);
  return {
    loss: loss / divisor,
    emissions: bySentence(columnsOf(emissions, 0, L)),
    encoded: bySentence(states.output),
    paths,
    dParameters: gradientsOf(engine, parameters),
    dInputs: bySentence(dX),
    dInitialStates:
      initial &&
      lengths.map((_, n) =>
        initial.map((layer) => layer.map(({ gradient }) => stateOf(engine, gradient, n))),
      ),
  };
}

function denseLayers(
  engine: Engine,
  parameters: Parameters,
  { denseWidths }: EngineNetworkOptions,
  encoded: Matrix,
) {
  let x = encoded;
  return denseWidths.map((_, k) => {
    const weight = parameters.find(`dense.${k}.weight`);
    const layer = denseForward(engine, { weight, bias: parameters.find(`dense.${k}.bias`) }, { x });
    x = layer.output;
    return layer;
  });
}

function placeParameters(
  engine: Engine,
  values: NamedArrays,
  { L }: EngineNetworkOptions,
): Parameters {
  const rowsOf = (name: string) => {
    if (/^crf/.test(name)) return L;
    const bias = name.replace(/weight_[ih]h/, 'bias').replace(/weight$/, 'bias');
    return values[bias].length;
  };
  const shapes = Object.entries(values).map(([name, { length }]) => {
    const isMatrix = /weight|transitions/.test(name);
    return { name, shape: isMatrix ? [rowsOf(name), length / rowsOf(name)] : [length] };
  });
  const parameters = allocateParameters(engine, shapes, true);
  for (const { name, value, count } of parameters.list) {
    engine.memory.floats(value, count).set(values[name]);
  }
  return parameters;
}

function stackParameters(
  parameters: Parameters,
  { cell, layerCount, directions }: EngineNetworkOptions,
) {
  return Array.from({ length: layerCount }, (_, layer) =>
    directions.map((direction) => {
      const suffix = `_l${layer}${direction === 'reverse' ? '_reverse' : ''}`;
      const find = (name: string) => parameters.find(`encoder.${name}${suffix}`);
      return {
        cell: cells[cell],
        weightIh: find('weight_ih'),
        weightHh: find('weight_hh'),
        bias: find('bias'),
        peephole: cells[cell].peepholeCount > 0 ? find('peephole') : undefined,
      };
    }),
  );
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

function initialStates(
  engine: Engine,
  sentences: readonly NetworkSentence[],
  { layerCount, directions }: EngineNetworkOptions,
): InitialStates[][] {
  const matrix = (layer: number, direction: number, index: number) => {
    const rows = sentences.map(({ initialStates }) => initialStates[layer][direction][index]);
    if (rows[0] === undefined) return undefined;
    const values = rows.flatMap((row) => Array.from(row));
    return matrixOf(engine, values, rows[0].length);
  };
  return Array.from({ length: layerCount }, (_, layer) =>
    directions.map((_, direction) => {
      const [hidden, cell] = [0, 1].map((index) => matrix(layer, direction, index));
      const zero = ({ rows, columns }: Matrix) => zeroMatrix(engine, rows, columns);
      const gradient = { hidden: zero(hidden!), cell: cell && zero(cell) };
      return { hidden: hidden!, cell, gradient };
    }),
  );
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
  return [hidden, cell]
    .filter((matrix) => matrix !== undefined)
    .map((matrix) => {
      const width = matrix.columns;
      return valuesOf(engine, matrix).slice(sentence * width, (sentence + 1) * width);
    });
}
