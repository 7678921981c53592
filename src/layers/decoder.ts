// What an output layer offers: a loss with its gradient for training, labels for tagging.
import type { Matrix } from '../tensors/matrix.js';
import type { Steps } from './layer.js';

export interface LossAndGradient {
  /** Summed over the sentences, unweighted, in nats. */
  readonly loss: number;
  /** (R, emissionWidth), times the weight. */
  readonly dEmissions: Matrix;
}

/** What a loss is taken of. */
export interface Gold {
  /** Address of (R) label ids. */
  readonly labels: number;
  /** Of all tokens, in the gradients. */
  readonly weight: number;
  /** Address of (L), by which a token counts as its gold label does, where each tag is decided by itself. */
  readonly labelWeights?: number;
}

export interface Decoder {
  /** Columns an emission matrix must have; those beyond the labels hold 0. */
  readonly emissionWidth: number;
  loss(steps: Steps, emissions: Matrix, gold: Gold): LossAndGradient;
  /** Prepares for any number of batches of tagging, with the parameters as they are now. */
  start(): Decode;
}

/** Label ids of each sentence. */
export type Decode = (steps: Steps, emissions: Matrix) => number[][];
