// The network as a whole: its initialization, training, tracing and tagging.
import type { Decoder } from '../../layers/decoders/decoder.js';
import { createSoftmax } from '../../layers/decoders/softmax.js';
import type { EmbeddingTable, RowGradients } from '../../layers/embedding.js';
import type { Place, StackParameters } from '../../layers/stack.js';
import type { Engine, Matrix } from '../../tensors/matrix.js';
import type { Parameters } from '../../tensors/parameters.js';
import type { Random } from '../../tensors/random.js';
import type { Batch } from '../vocabulary/encode-batch.js';
import type { NetworkConfig } from './config.js';
import { type Decoding, type ProjectWords, startDecoding, startProjecting } from './decoding.js';
import { createDropouts, type DropoutRates, noDropouts } from './dropouts.js';
import { forwardOnly } from './forward-only.js';
import { initializeNetwork, type NetworkStart } from './initialize-network.js';
import {
  networkForward,
  type PassOptions,
  type StatesForward,
  statesForward,
} from './network-forward.js';
import { createLayers, type NetworkOptions } from './network-layers.js';

/** What tagging needs of a network, or of several that tag as one. */
export interface TaggingNetwork {
  /**
   * Emissions (R, emissionWidth of the decoder). With `forward`, the hidden states of the reverse
   * direction are read as zero.
   */
  emissions(batch: Batch, directions: 'both' | 'forward'): Matrix;
  startProjecting(): ProjectWords;
  startDecoding(): Decoding;
  readonly decoder: Decoder;
}

/** The caller releases what the methods allocate. */
export interface Network extends TaggingNetwork {
  readonly config: NetworkConfig;
  readonly parameters: Parameters;
  readonly table: EmbeddingTable;
  readonly stack: StackParameters;
  initialize(start: NetworkStart): void;
  /** @param gold address of (R) label ids */
  train(batch: Batch, gold: number, options: TrainingPassOptions): TrainingPass;
  /**
   * The gradients (R, H) of one layer's hidden states, by direction, of the cross-entropy of the
   * tags at one step, as in StackForward. The loss is that of a softmax whatever the decoder. The
   * gradients of the parameters are left undefined.
   */
  trace(batch: Batch, gold: number, place: Place): Matrix[];
  /** The hidden states (R, directions · H) of the lowest recurrent layer, in training. */
  lowestStates(batch: Batch, options: Omit<TrainingPassOptions, 'labelWeights'>): LowestStates;
  /** Activations of the gates, (R, G) by layer and direction. */
  gates(batch: Batch): readonly (readonly Matrix[])[];
}

export interface TrainingPassOptions
  extends Pick<PassOptions, 'startReverse'>,
    Pick<Engine, 'worker'> {
  readonly dropout: DropoutRates;
  /** As in Gold. */
  readonly labelWeights?: number;
  readonly random: Random;
}

/** Hidden states in training, and the way back to the words. */
export type LowestStates = Pick<StatesForward, 'output' | 'backward'>;

export interface TrainingPass {
  /** Summed over the sentences, in nats. */
  readonly loss: number;
  /**
   * Adds the gradient of the mean loss of a sentence to the parameters'; returns that of the word
   * vectors.
   */
  backward(): RowGradients;
}

export function createNetwork(engine: Engine, options: NetworkOptions): Network {
  const { config, parameters, table, labelCount } = options;
  const layers = createLayers(engine, options);
  return {
    config,
    parameters,
    table,
    stack: layers.stack,
    initialize: (start) => initializeNetwork(engine, parameters, config, start),
    train: (batch, gold, { dropout, random, labelWeights, worker, startReverse }) => {
      const shared = { ...engine, worker };
      const dropouts = createDropouts(shared, dropout, random);
      const pass = networkForward(shared, layers, batch, { dropouts, startReverse });
      const weight = 1 / batch.steps.B;
      const { loss, dEmissions } = layers.decoder.loss(batch.steps, pass.emissions, {
        labels: gold,
        weight,
        labelWeights,
      });
      return { loss, backward: () => pass.backward(dEmissions) };
    },
    lowestStates: (batch, { dropout, random, worker, startReverse }) => {
      const shared = { ...engine, worker };
      const dropouts = createDropouts(shared, dropout, random);
      const lowest = { ...layers, stack: layers.stack.slice(0, 1) };
      return statesForward(shared, lowest, batch, { dropouts, startReverse });
    },
    trace: (batch, gold, place) => {
      const pass = networkForward(engine, layers, batch, { dropouts: noDropouts });
      const softmax = createSoftmax(engine, labelCount);
      // Nothing above the recurrent layers joins two tokens, so each row comes from its own tag
      // alone.
      const { dEmissions } = softmax.loss(batch.steps, pass.emissions, { labels: gold, weight: 1 });
      return pass.trace(dEmissions, place);
    },
    emissions: (batch, directions) => {
      const dropouts = directions === 'both' ? noDropouts : forwardOnly(engine, config.hidden);
      return networkForward(engine, layers, batch, { dropouts }).emissions;
    },
    startProjecting: () => startProjecting(engine, layers),
    startDecoding: () => startDecoding(engine, layers),
    decoder: layers.decoder,
    gates: (batch) => networkForward(engine, layers, batch, { dropouts: noDropouts }).gates,
  };
}
