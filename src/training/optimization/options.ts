// How a tagger learns: everything that, with the corpus and the vectors, decides the weights.
import type { DropoutRates } from '../../model/network/dropouts.js';
import type { ClassWeighting } from './label-weights.js';

export type OptimizerName = 'sgd' | 'adam' | 'adamw' | 'nadam';
export type ScheduleName = 'inverse-time' | 'plateau' | 'cosine' | 'one-cycle' | 'constant';
export type AveragingName = 'none' | 'ema' | 'swa';
export type ExplosionPolicy = 'stop' | 'rollback';

export interface TrainingOptions {
  /** Passes over the training sentences at most. */
  readonly epochs: number;
  /** Sentences a step, where `batchTokens` is absent. */
  readonly batchSize: number;
  /** Tokens a step at most; a longer sentence is a batch of its own. */
  readonly batchTokens?: number;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** How the rate goes on from there. */
  readonly schedule: ScheduleName;
  /** d in rate / (1 + d · epoch), epochs counted from 0; of the schedule `inverse-time`. */
  readonly learningRateDecay: number;
  /** Epochs without a better score before the rate is halved; of the schedule `plateau`. */
  readonly plateauPatience: number;
  /** Epochs, or a share of one, in which the rate grows from nothing, whatever the schedule. */
  readonly warmUp: number;
  /** μ of SGD. */
  readonly momentum: number;
  readonly dropout: DropoutRates;
  /** How a token counts by its gold label; `none` for a CRF, which scores whole sentences. */
  readonly classWeights: ClassWeighting;
  /** λ: apart from the gradient in AdamW, added to it as an L2 penalty in the others. */
  readonly weightDecay: number;
  /** Which weights are scored beside those of the last step: a mean of all steps, or of the epochs of the second half. */
  readonly averaging: AveragingName;
  /** β of `ema`: how much of the mean stays at each step. */
  readonly averagingDecay: number;
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
