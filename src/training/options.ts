// How a tagger learns: everything that, with the corpus and the vectors, decides the weights.
import type { DropoutRates } from '../model/dropouts.js';
import type { ClassWeighting } from './label-weights.js';

export type OptimizerName = 'sgd' | 'adam';
export type ExplosionPolicy = 'stop' | 'rollback';

export interface TrainingOptions {
  /** Passes over the training sentences at most. */
  readonly epochs: number;
  /** Sentences a step. */
  readonly batchSize: number;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** d in rate / (1 + d · epoch), epochs counted from 0. */
  readonly learningRateDecay: number;
  /** μ of SGD. */
  readonly momentum: number;
  readonly dropout: DropoutRates;
  /** How a token counts by its gold label; `none` for a CRF, which scores whole sentences. */
  readonly classWeights: ClassWeighting;
  /** z: a word seen n times becomes the unknown word with probability z / (z + n). */
  readonly wordDropout: number;
  /** Norm to which a larger gradient is scaled down; 0 for never. */
  readonly clipNorm: number;
  /** Magnitude to which each number of the gradient is clamped, before the norm is taken; 0 for never. */
  readonly clipValue: number;
  /** `stop` lets a huge gradient pass; `rollback` goes back to the last good weights and halves the rate. */
  readonly onExplosion: ExplosionPolicy;
  /** Initial bias of the update gates of GRU and LSTM. */
  readonly gateBias: number;
  /** Epochs without a better score before training stops. */
  readonly patience: number;
  /** Whether rows that began as vectors from a file stay as they are. */
  readonly freezeVectors: boolean;
  readonly seed: number;
}
