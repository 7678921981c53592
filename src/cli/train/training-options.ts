// Training options, from the flags and the size of the corpus.
import type { DropoutRates } from '../../model/network/dropouts.js';
import type { TrainingOptions } from '../../training/optimization/options.js';
import type { TrainFlags } from '../commands/commands.js';
import { sizedDefaults } from '../commands/train/presets.js';

/** @param sentenceCount number of training sentences */
export function trainingOptions(flags: TrainFlags, sentenceCount: number): TrainingOptions {
  const sized = sizedDefaults(sentenceCount, {
    preset: flags.preset,
    isFineTuning: flags.from !== undefined,
  });
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
