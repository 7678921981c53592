// The network, from word ids to labels:
//
//   word ids (R) -> vectors (R, E) -> recurrent layers (R, directions · H) -> dense layers -> emissions (R, L) -> labels
//
// with dropout on the vectors and on what each recurrent layer puts out.
import { cells } from '../layers/cells/cells.js';
import { createCrf, type IsLegal } from '../layers/crf.js';
import type { Decoder } from '../layers/decoder.js';
import { denseForward } from '../layers/dense.js';
import { dropoutForward } from '../layers/dropout.js';
import { type EmbeddingTable, embeddingForward, type RowGradients } from '../layers/embedding.js';
import { encoderForward, type LayerParameters, type Place } from '../layers/encoder.js';
import type { Forward } from '../layers/layer.js';
import { linearForward } from '../layers/linear.js';
import { createSoftmax } from '../layers/softmax.js';
import { columnsOf, type Engine, type Matrix, zeroMatrix } from '../tensors/matrix.js';
import { allocateParameters, type Parameters } from '../tensors/parameters.js';
import type { Random } from '../tensors/random.js';
import type { NetworkConfig } from './config.js';
import type { Batch } from './encode-batch.js';
import { initializeNetwork, type NetworkStart } from './initialize-network.js';
import { encoderName, parameterShapes } from './parameter-shapes.js';

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
  initialize(start: NetworkStart): void;
  /** `gold` is the address of (R) label ids. What it allocates is the caller's to release. */
  train(batch: Batch, gold: number, dropout: number, random: Random): TrainingPass;
  /**
   * The cross-entropy of the tags at one step alone, each by itself whatever the decoder, followed back through one layer
   * from that step on: the gradients (R, H) of the layer's states, by direction. Those of the parameters are spoilt.
   */
  trace(batch: Batch, gold: number, place: Place): Matrix[];
  /** Label ids of each sentence, in the order of the batch. */
  decode(batch: Batch): number[][];
  /** Activations of the gates, (R, gateCount · H) by layer and direction; the caller's to release. */
  gates(batch: Batch): readonly (readonly Matrix[])[];
}

export function createNetwork(engine: Engine, options: NetworkOptions): Network {
  const { config, labelCount, table } = options;
  const shapes = parameterShapes(config, labelCount);
  const parameters = allocateParameters(engine, shapes, options.isTraining);
  const encoder = encoderParameters(parameters, config);
  const linear = (name: string) => ({
    weight: parameters.find(`${name}.weight`),
    bias: parameters.find(`${name}.bias`),
  });
  const dense = config.dense.map((_, k) => linear(`dense.${k}`));
  const decoder = createDecoder(engine, parameters, options);

  function forward(batch: Batch, drop: (x: Matrix) => Forward) {
    const { steps } = batch;
    const words = embeddingForward(engine, table, batch.wordIds);
    const input = drop(words.output);
    const states = encoderForward(engine, cells[config.cell], encoder, {
      steps,
      x: input.output,
      H: config.hidden,
      between: drop,
    });
    const above = [drop(states.output)];
    for (const layer of dense) above.push(denseForward(engine, layer, top(above)));
    const emissions = zeroMatrix(engine, steps.R, decoder.emissionWidth);
    above.push(linearForward(engine, linear('output'), top(above), emissions));
    return { words, input, states, above, emissions };
  }

  return {
    parameters,
    table,
    initialize: (start) => initializeNetwork(engine, parameters, config, start),
    train: (batch, gold, dropout, random) => {
      const pass = forward(batch, (x) => dropoutForward(engine, x, dropout, random));
      const weight = 1 / batch.steps.B;
      const { loss, dEmissions } = decoder.loss(batch.steps, pass.emissions, gold, weight);
      return {
        loss,
        backward: () => {
          const dScores = columnsOf(dEmissions, 0, labelCount);
          const dStates = pass.above.reduceRight((d, layer) => layer.backward(d), dScores);
          const { dX } = pass.states.backward(dStates, true);
          if (!dX) throw new Error('the input gradient was asked for');
          return pass.words.backward(pass.input.backward(dX));
        },
      };
    },
    trace: (batch, gold, place) => {
      const { steps } = batch;
      const { states, above, emissions } = forward(batch, unchanged);
      const { dEmissions } = createSoftmax(engine, labelCount).loss(steps, emissions, gold, 1);
      // What is above the recurrent layers joins no two tokens, so each row comes from its own tag alone.
      const dScores = columnsOf(dEmissions, 0, labelCount);
      const dStates = above.reduceRight((d, layer) => layer.backward(d), dScores);
      return states.trace(dStates, place);
    },
    decode: (batch) => decoder.decode(batch.steps, forward(batch, unchanged).emissions),
    gates: (batch) => forward(batch, unchanged).states.gates,
  };
}

const top = (layers: readonly Forward[]): Matrix => layers[layers.length - 1].output;

const unchanged = (x: Matrix): Forward => ({ output: x, backward: (dOutput) => dOutput });

function encoderParameters(
  parameters: Parameters,
  { cell, layers, directions }: NetworkConfig,
): LayerParameters[] {
  return Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: directions }, (_, direction) => {
      const find = (part: string) => parameters.find(encoderName(part, layer, direction));
      return {
        weightIh: find('weight_ih'),
        weightHh: find('weight_hh'),
        bias: find('bias_ih'),
        peephole: cells[cell].peepholeCount > 0 ? find('peephole') : undefined,
      };
    }),
  );
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
