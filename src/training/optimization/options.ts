// Training options: together with the corpus and the vectors they determine the weights.
import type { DropoutRates } from '../../model/network/dropouts.js';
import type { ClassWeighting } from './label-weights.js';

export type OptimizerName = 'sgd' | 'adam' | 'adamw' | 'nadam';
export type ScheduleName = 'inverse-time' | 'plateau' | 'cosine' | 'one-cycle' | 'constant';
export type AveragingName = 'none' | 'ema' | 'swa';
export type ExplosionPolicy = 'stop' | 'rollback';

export interface TrainingOptions {
  /** Maximum number of passes over the training sentences. */
  readonly epochs: number;
  /** Sentences per step, if `batchTokens` is absent. */
  readonly batchSize: number;
  /** Maximum number of tokens per step; a longer sentence is a batch of its own. */
  readonly batchTokens?: number;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** How the learning rate changes over the steps. */
  readonly schedule: ScheduleName;
  /** d in rate / (1 + d · epoch), epochs counted from 0; for the schedule `inverse-time`. */
  readonly learningRateDecay: number;
  /** Epochs without a better score before the rate is halved; for the schedule `plateau`. */
  readonly plateauPatience: number;
  /** Epochs, possibly fractional, in which the rate grows from zero, whatever the schedule. */
  readonly warmUp: number;
  /** μ, for SGD. */
  readonly momentum: number;
  readonly dropout: DropoutRates;
  /** Loss weights of tokens by label; `none` for a CRF, which scores whole sentences. */
  readonly classWeights: ClassWeighting;
  /** λ: decoupled from the gradient in AdamW, an L2 penalty in the other optimizers. */
  readonly weightDecay: number;
  /** Averaged weights to score beside those of the last step. */
  readonly averaging: AveragingName;
  /** β, for `ema`: share of the mean that is kept at each step. */
  readonly averagingDecay: number;
  /** z: a word seen n times becomes the unknown word with probability z / (z + n). */
  readonly wordDropout: number;
  /** Share of the subwords of a word that are left out of its vector; 0, if absent. */
  readonly subwordDropout?: number;
  /** Norm to which a larger gradient is scaled down; 0 turns clipping off. */
  readonly clipNorm: number;
  /**
   * Magnitude to which each number of the gradient is clamped, before the norm is taken; 0 turns it
   * off.
   */
  readonly clipValue: number;
  /**
   * `stop` ends training at a NaN or infinity; huge gradients are only reported. `rollback`
   * restores the last good weights and halves the learning rate.
   */
  readonly onExplosion: ExplosionPolicy;
  /** Initial bias of the update gates of GRUs and LSTMs. */
  readonly gateBias: number;
  /** Epochs without a better score before training stops. */
  readonly patience: number;
  /** Whether words keep the vectors they have from the vector file. */
  readonly freezeVectors: boolean;
  readonly seed: number;
}
