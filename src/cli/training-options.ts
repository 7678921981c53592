// How to learn, as the flags say.
import type { DropoutRates } from '../model/dropouts.js';
import type { TrainingOptions } from '../training/options.js';
import type { TrainFlags } from './options.js';

const DEFAULT_LEARNING_RATES = { adam: 0.003, adamw: 0.003, nadam: 0.003, sgd: 0.02 };

export function trainingOptions(flags: TrainFlags): TrainingOptions {
  const { epochs, batchSize, batchTokens, optimizer, momentum, wordDropout } = flags;
  const { schedule, learningRateDecay, plateauPatience, warmUp, weightDecay } = flags;
  const { averaging, averagingDecay, classWeights } = flags;
  const { clipNorm, clipValue, onExplosion, gateBias, patience, freezeVectors, seed } = flags;
  return {
    epochs,
    batchSize,
    batchTokens,
    optimizer,
    learningRate: flags.learningRate ?? DEFAULT_LEARNING_RATES[optimizer],
    schedule,
    learningRateDecay,
    plateauPatience,
    warmUp,
    momentum,
    weightDecay,
    averaging,
    averagingDecay,
    dropout: dropoutRates(flags),
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

function dropoutRates(flags: TrainFlags): DropoutRates {
  const { dropout, recurrentDropout, dropoutMask } = flags;
  return {
    input: flags.inputDropout ?? dropout,
    layer: flags.layerDropout ?? dropout,
    output: flags.outputDropout ?? dropout,
    recurrent: recurrentDropout,
    sharing: dropoutMask,
  };
}
