// What an output layer offers: a loss with its gradient for training, labels for tagging.
import type { Matrix } from '../tensors/matrix.js';
import type { Steps } from './layer.js';

export interface LossAndGradient {
  /** Summed over the sentences, unweighted, in nats. */
  readonly loss: number;
  /** (R, emissionWidth), times the weight. */
  readonly dEmissions: Matrix;
}

export interface Decoder {
  /** Columns an emission matrix must have; those beyond the labels hold 0. */
  readonly emissionWidth: number;
  /** `gold` is the address of (R) label ids; parameter gradients are added times `weight`. */
  loss(steps: Steps, emissions: Matrix, gold: number, weight: number): LossAndGradient;
  /** Prepares for any number of batches of tagging, with the parameters as they are now. */
  start(): Decode;
}

/** Label ids of each sentence. */
export type Decode = (steps: Steps, emissions: Matrix) => number[][];
