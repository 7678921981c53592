// How to learn, as the flags say.
import type { TrainingOptions } from '../training/options.js';
import type { TrainFlags } from './options.js';

const DEFAULT_LEARNING_RATES = { adam: 0.003, sgd: 0.02 };

export function trainingOptions(flags: TrainFlags): TrainingOptions {
  const { epochs, batchSize, optimizer, learningRateDecay, momentum, dropout, wordDropout } = flags;
  const { clipNorm, clipValue, onExplosion, gateBias, patience, freezeVectors, seed } = flags;
  return {
    epochs,
    batchSize,
    optimizer,
    learningRate: flags.learningRate ?? DEFAULT_LEARNING_RATES[optimizer],
    learningRateDecay,
    momentum,
    dropout,
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
