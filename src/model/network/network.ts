// The network, from word ids to labels:
//
//   words (R) -> vectors (R, E) -> recurrent layers (R, directions · H) -> dense layers -> emissions (R, L) -> labels
//
// with dropout on the vectors and on what each recurrent layer puts out.

import type { LayerParameters, StartReverse } from '../../layers/bidirectional.js';
import { cells } from '../../layers/cells/cells.js';
import { createCrf, type IsLegal } from '../../layers/crf.js';
import type { Decoder } from '../../layers/decoder.js';
import { denseForward } from '../../layers/dense.js';
import type { EmbeddingTable, RowGradients } from '../../layers/embedding.js';
import type { Forward, LayerInput, Steps } from '../../layers/layer.js';
import { linearForward } from '../../layers/linear.js';
import { createSoftmax } from '../../layers/softmax.js';
import { encoderForward, encoderOutput, type Place } from '../../layers/stack.js';
import {
  affine,
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  packTransposed,
  zeroMatrix,
} from '../../tensors/matrix.js';
import { type Parameters, valueMatrix } from '../../tensors/parameters.js';
import type { Random } from '../../tensors/random.js';
import { rowsAt } from '../../tensors/rows.js';
import type { Batch } from '../vocabulary/encode-batch.js';
import type { EncodedWords } from '../vocabulary/encode-words.js';
import type { NetworkConfig } from './config.js';
import { createDropouts, type DropoutRates, type Dropouts, noDropouts } from './dropouts.js';
import { initializeNetwork, type NetworkStart } from './initialize-network.js';
import { directionParameters, encoderName } from './parameter-shapes.js';
import { wordInputForward, wordInputOf } from './word-input.js';

export interface NetworkOptions {
  readonly config: NetworkConfig;
  readonly labelCount: number;
  readonly isLegal: IsLegal;
  readonly table: EmbeddingTable;
  /** Of the shapes that `parameterShapes` says. */
  readonly parameters: Parameters;
}

export interface TrainingPassOptions {
  readonly dropout: DropoutRates;
  /** As in Gold. */
  readonly labelWeights?: number;
  readonly random: Random;
  /** Where another thread does the reverse direction of a layer. */
  readonly startReverse?: (layer: number) => StartReverse;
}

export interface TrainingPass {
  /** Summed over the sentences, in nats. */
  readonly loss: number;
  /** Adds the gradient of the mean loss of a sentence to the parameters'; returns that of the word vectors. */
  backward(): RowGradients;
}

/** What all that tagging multiplies by needs once, however many words and batches there are. */
export interface Decoding {
  /** What words, in any order, say to the gates of the first layer: (words, gateCount · H) by direction. */
  project(words: EncodedWords): Matrix[];
  /** Label ids of each sentence; the gates, by row, are overwritten. */
  decode(steps: Steps, gates: readonly Matrix[]): number[][];
}

/** What its methods allocate is the caller's to release. */
export interface Network {
  readonly config: NetworkConfig;
  readonly parameters: Parameters;
  readonly table: EmbeddingTable;
  /** The recurrent layers from below. */
  readonly encoder: readonly LayerParameters[];
  initialize(start: NetworkStart): void;
  /** `gold` is the address of (R) label ids. */
  train(batch: Batch, gold: number, options: TrainingPassOptions): TrainingPass;
  /**
   * The cross-entropy of the tags at one step alone, each by itself whatever the decoder, followed back through one layer
   * from that step on: the gradients (R, H) of the layer's states, by direction. Those of the parameters are spoilt.
   */
  trace(batch: Batch, gold: number, place: Place): Matrix[];
  /** For the weights as they are now. */
  startDecoding(): Decoding;
  /** Label ids of each sentence, in the order of the batch. */
  decode(batch: Batch): number[][];
  /** Activations of the gates, (R, gateCount · H) by layer and direction. */
  gates(batch: Batch): readonly (readonly Matrix[])[];
}

export function createNetwork(engine: Engine, options: NetworkOptions): Network {
  const { config, labelCount, table, parameters } = options;
  const wordInput = wordInputOf(table, parameters, config);
  const encoder = encoderParameters(parameters, config);
  const linear = (name: string) => ({
    weight: parameters.find(`${name}.weight`),
    bias: parameters.find(`${name}.bias`),
  });
  const dense = config.dense.map((_, k) => linear(`dense.${k}`));
  const decoder = createDecoder(engine, parameters, options);
  const cell = cells[config.cell];
  const H = config.hidden;

  /** From the output of the recurrent layers to the emissions; the last layer's output has the decoder's width. */
  function forwardAbove(states: LayerInput): Forward[] {
    const above: Forward[] = [];
    let input = states;
    for (const layer of dense) {
      const forward = denseForward(engine, layer, input);
      above.push(forward);
      input = { x: forward.output };
    }
    const emissions = zeroMatrix(engine, states.x.rows, decoder.emissionWidth);
    above.push(linearForward(engine, linear('output'), input, emissions));
    return above;
  }

  function forward(batch: Batch, dropouts: Dropouts, share?: Sharing) {
    const { steps } = batch;
    const words = wordInputForward(engine, wordInput, batch.words, batch.learningCount);
    const input = dropouts.words(words.output, batch, table.width);
    const { x, columns, rowOfToken, learning } = input;
    const layers = dropouts.layers(encoder);
    const states = encoderForward(engine, cell, layers.dropped, {
      ...{ steps, x, columns, rowOfToken, learning, H },
      between: (output) => dropouts.layer(output, steps),
      ...share,
    });
    const joint = dropouts.output(states.output, steps);
    const above = forwardAbove(joint);
    return { words, input, layers, states, joint, above, emissions: top(above) };
  }

  function startDecoding(): Decoding {
    const weights = encoder[0].map(({ weightIh }) => packTransposed(engine, valueMatrix(weightIh)));
    const decode = decoder.start();
    return {
      project: (words) => {
        const x = wordInputForward(engine, wordInput, words).output;
        return encoder[0].map(({ bias }, direction) => {
          const gates = allocateMatrix(engine, x.rows, weights[direction].N);
          affine(engine, x, { B: weights[direction], b: bias.value }, gates);
          return gates;
        });
      },
      decode: (steps, gates) => {
        const output = encoderOutput(engine, cell, encoder, { steps, gates, H });
        return decode(steps, top(forwardAbove({ x: output })));
      },
    };
  }

  return {
    config,
    parameters,
    table,
    encoder,
    initialize: (start) => initializeNetwork(engine, parameters, config, start),
    train: (batch, gold, { dropout, random, labelWeights, ...share }) => {
      const pass = forward(batch, createDropouts(engine, dropout, random), share);
      const weight = 1 / batch.steps.B;
      const { loss, dEmissions } = decoder.loss(batch.steps, pass.emissions, {
        ...{ labels: gold, weight, labelWeights },
      });
      return {
        loss,
        backward: () => {
          const dStates = backwardAbove(pass.above, columnsOf(dEmissions, 0, labelCount));
          const { dX } = pass.states.backward(pass.joint.backward(dStates), true);
          if (!dX) throw new Error('the input gradient was asked for');
          pass.layers.backward();
          return pass.words.backward(pass.input.backward(dX));
        },
      };
    },
    trace: (batch, gold, place) => {
      const { steps } = batch;
      const { states, above, emissions } = forward(batch, noDropouts);
      const { dEmissions } = createSoftmax(engine, labelCount).loss(steps, emissions, {
        labels: gold,
        weight: 1,
      });
      // What is above the recurrent layers joins no two tokens, so each row comes from its own tag alone.
      return states.trace(backwardAbove(above, columnsOf(dEmissions, 0, labelCount)), place);
    },
    startDecoding,
    decode: (batch) => {
      const { project, decode } = startDecoding();
      const { wordOfToken, words, steps } = batch;
      return decode(
        steps,
        project(words).map((gates) => rowsAt(engine, gates, wordOfToken, steps.R)),
      );
    },
    gates: (batch) => forward(batch, noDropouts).states.gates,
  };
}

type Sharing = Pick<TrainingPassOptions, 'startReverse'>;

const top = (layers: readonly Forward[]): Matrix => layers[layers.length - 1].output;

const backwardAbove = (layers: readonly Forward[], dScores: Matrix): Matrix =>
  layers.reduceRight((d, layer) => layer.backward(d), dScores);

function encoderParameters(
  parameters: Parameters,
  { cell, layers, directions }: NetworkConfig,
): LayerParameters[] {
  return Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: directions }, (_, direction) =>
      directionParameters(cells[cell], (part) =>
        parameters.find(encoderName(part, layer, direction)),
      ),
    ),
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
