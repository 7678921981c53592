// The contract of output layers: a loss with its gradient for training, labels for tagging.
import type { Matrix } from '../tensors/matrix.js';
import type { Steps } from './layer.js';

export interface Decoder {
  /** Columns that an emission matrix must have; those beyond the labels hold 0. */
  readonly emissionWidth: number;
  /** Adds to the gradients of the decoder's parameters. */
  loss(steps: Steps, emissions: Matrix, gold: Gold): LossAndGradient;
  /** Prepares the parameters, as they are now, for decoding any number of batches. */
  startDecoding(): Decode;
}

/** The gold labels that a loss is computed from, and how much they count. */
export interface Gold {
  /** Address of (R) label ids. */
  readonly labels: number;
  /** The factor of all gradients. */
  readonly weight: number;
  /**
   * Address of (L) a factor for the tokens of each gold label. Only for a decoder of single labels
   * (softmax).
   */
  readonly labelWeights?: number;
}

export interface LossAndGradient {
  /** Summed over the sentences, unweighted, in nats. */
  readonly loss: number;
  /** (R, emissionWidth), times the weight. */
  readonly dEmissions: Matrix;
}

/** Returns the label ids of each sentence. */
export type Decode = (steps: Steps, emissions: Matrix) => number[][];
