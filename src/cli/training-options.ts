// How to learn, as the flags say.
import type { DropoutRates } from '../model/dropouts.js';
import type { TrainingOptions } from '../training/options.js';
import type { TrainFlags } from './options.js';
import { sizedDefaults } from './presets.js';

const DEFAULT_LEARNING_RATES = { adam: 0.003, adamw: 0.003, nadam: 0.003, sgd: 0.02 };

/** @param sentenceCount to learn from */
export function trainingOptions(flags: TrainFlags, sentenceCount: number): TrainingOptions {
  const sized = sizedDefaults(sentenceCount, flags.preset);
  const { epochs = sized.epochs, batchSize = sized.batchSize, batchTokens } = flags;
  const { optimizer, momentum, wordDropout } = flags;
  const { schedule, learningRateDecay, plateauPatience, warmUp, weightDecay } = flags;
  const { averaging, averagingDecay, classWeights } = flags;
  const { clipNorm, clipValue, onExplosion, gateBias, freezeVectors, seed } = flags;
  const { patience = Math.ceil(epochs / 2) } = flags;
  return {
    epochs,
    batchSize,
    batchTokens,
    optimizer,
    learningRate: flags.learningRate ?? sized.rateFactor * DEFAULT_LEARNING_RATES[optimizer],
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
