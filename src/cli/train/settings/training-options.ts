// Training options, from the flags and the size of the corpus.
import type { DropoutRates } from '../../../model/network/dropouts.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import type { TrainFlags } from '../../commands/commands.js';
import { type SizedDefaults, sizedDefaults } from '../../commands/train/presets.js';

/**
 * @param sentenceCount number of training sentences in an epoch
 * @param isStudent whether some of them have the labels of a teacher
 */
export function trainingOptions(
  flags: TrainFlags,
  sentenceCount: number,
  isStudent = false,
): TrainingOptions {
  const sized = defaultsFor(flags, sentenceCount, isStudent);
  const { epochs = sized.epochs, batchSize = sized.batchSize, batchTokens } = flags;
  const { optimizer, momentum, wordDropout, subwordDropout } = flags;
  const { schedule, learningRateDecay, plateauPatience, warmUp, weightDecay } = flags;
  const { averaging, averagingDecay, classWeights } = flags;
  const { clipNorm, clipValue, onExplosion, gateBias, freezeVectors, seed } = flags;
  const { patience = Math.ceil(epochs / 2) } = flags;
  return {
    epochs,
    batchSize,
    batchTokens,
    optimizer,
    learningRate: flags.learningRate ?? sized.learningRate[optimizer],
    schedule,
    learningRateDecay,
    plateauPatience,
    warmUp,
    momentum,
    weightDecay,
    averaging,
    averagingDecay,
    dropout: dropoutRates(flags, flags.dropout ?? sized.dropout),
    classWeights,
    wordDropout,
    subwordDropout,
    clipNorm,
    clipValue,
    onExplosion,
    gateBias,
    patience,
    freezeVectors,
    seed,
  };
}

function defaultsFor(
  { preset, from }: TrainFlags,
  sentenceCount: number,
  isStudent: boolean,
): SizedDefaults {
  return sizedDefaults(sentenceCount, { preset, isFineTuning: from !== undefined, isStudent });
}

/** The learning rate without --learning-rate. */
export function usualRate(flags: TrainFlags, sentenceCount: number): number {
  return defaultsFor(flags, sentenceCount, false).learningRate[flags.optimizer];
}

function dropoutRates(flags: TrainFlags, dropout: number): DropoutRates {
  const { recurrentDropout, dropoutMask } = flags;
  return {
    input: flags.inputDropout ?? dropout,
    layer: flags.layerDropout ?? dropout,
    output: flags.outputDropout ?? dropout,
    recurrent: recurrentDropout,
    sharing: dropoutMask,
  };
}
