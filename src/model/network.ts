// The network, from word ids to labels:
//
//   word ids (R) -> vectors (R, E) -> dropout -> both directions (R, 2H) -> dropout -> emissions (R, L) -> labels
import { bidirectionalForward } from '../layers/bidirectional.js';
import { lstm } from '../layers/cells/lstm.js';
import { createCrf, type IsLegal } from '../layers/crf.js';
import type { Decoder } from '../layers/decoder.js';
import { dropoutForward } from '../layers/dropout.js';
import { type EmbeddingTable, embeddingForward, type RowGradients } from '../layers/embedding.js';
import { linearForward } from '../layers/linear.js';
import { createSoftmax } from '../layers/softmax.js';
import {
  initializeGlorot,
  initializeOrthogonal,
  initializeUniform,
} from '../tensors/initialize.js';
import {
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  zeroMatrix,
} from '../tensors/matrix.js';
import { allocateParameters, type ParameterShape, type Parameters } from '../tensors/parameters.js';
import type { Random } from '../tensors/random.js';
import type { NetworkConfig } from './config.js';
import type { Batch } from './encode-batch.js';

export interface NetworkOptions {
  readonly config: NetworkConfig;
  readonly labelCount: number;
  readonly isLegal: IsLegal;
  readonly table: EmbeddingTable;
  readonly isTraining: boolean;
}

export interface TrainingPass {
  /** Summed over the sentences, in nats. */
  readonly loss: number;
  /** Adds the gradient of the mean loss of a sentence to the parameters'; returns that of the word vectors. */
  backward(): RowGradients;
}

export interface Network {
  readonly parameters: Parameters;
  readonly table: EmbeddingTable;
  initialize(random: Random): void;
  /** `gold` is the address of (R) label ids. What it allocates is the caller's to release. */
  train(batch: Batch, gold: number, dropout: number, random: Random): TrainingPass;
  /** Label ids of each sentence, in the order of the batch. */
  decode(batch: Batch): number[][];
}

export function createNetwork(engine: Engine, options: NetworkOptions): Network {
  const { config, labelCount, table } = options;
  const parameters = allocateParameters(
    engine,
    parameterShapes(config, labelCount),
    options.isTraining,
  );
  const encoder = {
    forward: direction(parameters, ''),
    reverse: direction(parameters, '_reverse'),
  };
  const output = { weight: parameters.find('output.weight'), bias: parameters.find('output.bias') };
  const decoder = createDecoder(engine, parameters, options);

  function forward(batch: Batch, dropout: number, random: Random | undefined) {
    const { steps } = batch;
    const words = embeddingForward(engine, table, batch.wordIds);
    const x = random && dropoutForward(engine, words.output, dropout, random);
    const input = { steps, x: words.output, H: config.hidden };
    const states = bidirectionalForward(engine, lstm, encoder, input);
    // On its way back the recurrence reads its states as they were: what is dropped is a copy of them.
    const h = random && dropoutForward(engine, copyOf(engine, states.output), dropout, random);
    const emissions = zeroMatrix(engine, steps.R, decoder.emissionWidth);
    const scores = linearForward(engine, output, h?.output ?? states.output, emissions);
    return { words, x, states, h, scores, emissions };
  }

  return {
    parameters,
    table,
    initialize: (random) => initialize(engine, parameters, config, random),
    train: (batch, gold, dropout, random) => {
      const { words, x, states, h, scores, emissions } = forward(batch, dropout, random);
      const { loss, dEmissions } = decoder.loss(batch.steps, emissions, gold, 1 / batch.steps.B);
      return {
        loss,
        backward: () => {
          const dStates = scores.backward(columnsOf(dEmissions, 0, labelCount));
          const { dX } = states.backward(h ? h.backward(dStates) : dStates, true);
          if (!dX) throw new Error('the input gradient was asked for');
          return words.backward(x ? x.backward(dX) : dX);
        },
      };
    },
    decode: (batch) => decoder.decode(batch.steps, forward(batch, 0, undefined).emissions),
  };
}

function copyOf(engine: Engine, matrix: Matrix): Matrix {
  const { rows, columns, address, stride } = matrix;
  const copy = allocateMatrix(engine, rows, columns);
  engine.kernels.copyRows(rows, columns, address, stride, copy.address, copy.stride);
  return copy;
}

/** The names and shapes of PyTorch's nn.LSTM (gates in the order i f g o), nn.Linear and of torchcrf. */
export function parameterShapes(
  { cell, wordDimension, hidden, decoder }: NetworkConfig,
  L: number,
): ParameterShape[] {
  const gates = { lstm }[cell].gateCount * hidden;
  const directions = ['', '_reverse'].flatMap((suffix): ParameterShape[] => [
    { name: `encoder.weight_ih_l0${suffix}`, shape: [gates, wordDimension] },
    { name: `encoder.weight_hh_l0${suffix}`, shape: [gates, hidden] },
    { name: `encoder.bias_ih_l0${suffix}`, shape: [gates] },
  ]);
  const output: ParameterShape[] = [
    { name: 'output.weight', shape: [L, 2 * hidden] },
    { name: 'output.bias', shape: [L] },
  ];
  const crf: ParameterShape[] = [
    { name: 'crf.transitions', shape: [L, L] },
    { name: 'crf.start', shape: [L] },
    { name: 'crf.end', shape: [L] },
  ];
  return [...directions, ...output, ...(decoder === 'crf' ? crf : [])];
}

function direction(parameters: Parameters, suffix: string) {
  return {
    weightIh: parameters.find(`encoder.weight_ih_l0${suffix}`),
    weightHh: parameters.find(`encoder.weight_hh_l0${suffix}`),
    bias: parameters.find(`encoder.bias_ih_l0${suffix}`),
  };
}

function createDecoder(engine: Engine, parameters: Parameters, options: NetworkOptions): Decoder {
  if (options.config.decoder === 'softmax') return createSoftmax(engine, options.labelCount);
  const crf = {
    transitions: parameters.find('crf.transitions'),
    start: parameters.find('crf.start'),
    end: parameters.find('crf.end'),
  };
  return createCrf(engine, crf, options.labelCount, options.isLegal);
}

/** Orthogonal recurrent weights, Glorot for the others, the cell's biases, no preference among transitions. */
function initialize(
  engine: Engine,
  parameters: Parameters,
  { wordDimension, hidden }: NetworkConfig,
  random: Random,
): void {
  const { memory } = engine;
  for (const suffix of ['', '_reverse']) {
    const { weightIh, weightHh, bias } = direction(parameters, suffix);
    for (let gate = 0; gate < lstm.gateCount; gate++) {
      const ih = weightIh.value + gate * hidden * wordDimension * 4;
      initializeGlorot(engine, ih, { inputs: wordDimension, outputs: hidden }, random);
      initializeOrthogonal(engine, weightHh.value + gate * hidden * hidden * 4, hidden, random);
      memory.floats(bias.value + gate * hidden * 4, hidden).fill(lstm.initialBias(gate));
    }
  }
  const { value, shape } = parameters.find('output.weight');
  initializeGlorot(engine, value, { inputs: shape[1], outputs: shape[0] }, random);
}

/** Words without a vector start as spread as those with one: uniform, of variance 1 / E. */
export function initializeWords(engine: Engine, table: EmbeddingTable, random: Random): void {
  const limit = Math.sqrt(3 / table.width);
  initializeUniform(engine, table.value, table.rows * table.width, limit, random);
}
