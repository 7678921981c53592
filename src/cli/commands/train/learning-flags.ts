// The flags of `tagger train` that decide how the network learns.
import { type MaskSharing, maskSharings } from '../../../layers/dropout.js';
import { MOST_MEMBERS } from '../../../model/network/config.js';
import {
  type ClassWeighting,
  classWeightings,
} from '../../../training/optimization/label-weights.js';
import type {
  AveragingName,
  ExplosionPolicy,
  OptimizerName,
  ScheduleName,
} from '../../../training/optimization/options.js';
import {
  ABOVE_ZERO,
  choice,
  fraction,
  numberBetween,
  numberFromZero,
  realNumber,
  requiring,
  wholeNumber,
  withDefault,
} from '../../flags/kinds.js';
import { epochsBySize, SMALL_CORPUS, stepDefaults } from './presets.js';

// A larger decay takes most of each weight in one step at the default learning rate.
const LARGEST_WEIGHT_DECAY = 10;

/** Seeds are whole numbers below this one. */
export const SEED_COUNT = 2 ** 32;

const { small, large, fineTuning } = stepDefaults;
const epochCounts = epochsBySize.map(({ epochs }) => epochs);

export const optimizerFlags = {
  optimizer: withDefault(
    'adam',
    choice<OptimizerName>('Update rule.', ['adam', 'adamw', 'nadam', 'sgd']),
  ),
  'learning-rate': {
    ...realNumber('Step size.', 'a number above 0', (value) => value > 0),
    defaultText:
      `${large.learningRate.adam}, or ${large.learningRate.sgd} for sgd; without --from, ` +
      `${small.learningRate.adam} or ${small.learningRate.sgd} for up to ${SMALL_CORPUS} sentences`,
  },
  momentum: withDefault(0.9, fraction('Fraction of the last step that sgd keeps.')),
  'batch-size': {
    ...wholeNumber('Sentences per step.', 1),
    defaultText:
      `${large.batchSize}; without --from, ` +
      `${small.batchSize} for up to ${SMALL_CORPUS} sentences`,
  },
  'batch-tokens': {
    ...wholeNumber(
      'Maximum number of tokens per step, in place of --batch-size; a longer sentence is a step of its own.',
      1,
    ),
    defaultText: 'none',
  },
  'clip-norm': withDefault(
    5,
    numberFromZero('Scale larger gradients down to this norm; 0 turns clipping off.'),
  ),
  'clip-value': withDefault(
    0,
    numberFromZero('Clamp each number of the gradient to this magnitude; 0 turns clamping off.'),
  ),
  averaging: withDefault(
    'ema',
    choice<AveragingName>(
      'Average of the weights, used if it scores better: of all steps, recent ones most (ema), or of the epochs in the second half (swa).',
      ['none', 'ema', 'swa'],
    ),
  ),
  'averaging-decay': requiring(
    { averaging: ['ema'] },
    withDefault(0.999, fraction('Fraction of its average that ema keeps at each step.')),
  ),
};

export const scheduleFlags = {
  schedule: withDefault(
    'cosine',
    choice<ScheduleName>('How the learning rate changes during training.', [
      'inverse-time',
      'plateau',
      'cosine',
      'one-cycle',
      'constant',
    ]),
  ),
  'learning-rate-decay': requiring(
    { schedule: ['inverse-time'] },
    withDefault(
      0.05,
      numberFromZero('After n epochs, inverse-time divides the learning rate by 1 + n R.'),
    ),
  ),
  'plateau-patience': requiring(
    { schedule: ['plateau'] },
    withDefault(
      3,
      wholeNumber('Epochs without a better score before plateau halves the learning rate.', 1),
    ),
  ),
  'warm-up': withDefault(
    0,
    numberFromZero('Epochs, or a fraction of one, over which the learning rate rises from 0.'),
  ),
};

const dropout = (place: string) => ({
  ...fraction(`Dropout rate ${place}.`),
  defaultText: 'that of --dropout',
});

export const regularizationFlags = {
  dropout: {
    ...fraction('Default of --input-dropout, --layer-dropout and --output-dropout.'),
    defaultText: `${large.dropout}, or ${fineTuning.dropout} with --from`,
  },
  'input-dropout': dropout('before the first recurrent layer'),
  'layer-dropout': dropout('between recurrent layers'),
  'output-dropout': dropout('after the last recurrent layer'),
  'recurrent-dropout': withDefault(
    0.2,
    fraction('Dropout rate of the weights from one hidden state to the next.'),
  ),
  'dropout-mask': withDefault(
    'batch',
    choice<MaskSharing>('Share one dropout mask per token, sentence or batch.', maskSharings),
  ),
  'word-dropout': withDefault(
    0.5,
    numberFromZero('Replace a word seen n times by the unknown word with probability R / (R + n).'),
  ),
  'subword-dropout': requiring(
    { subwords: ABOVE_ZERO },
    withDefault(0.5, fraction('Share of the subwords of a word to leave out of its vector.')),
  ),
  'weight-decay': withDefault(
    0,
    numberBetween(
      'Decay of weight matrices and of the word vectors in a batch: decoupled from the gradient in adamw, an L2 penalty in the other optimizers.',
      0,
      LARGEST_WEIGHT_DECAY,
    ),
  ),
  'class-weights': requiring(
    { decoder: ['softmax'] },
    withDefault(
      'none',
      choice<ClassWeighting>(
        'Weight of tokens with rare tags (softmax): as any other (none), balanced, or in between (root).',
        classWeightings,
      ),
    ),
  ),
};

export const stoppingFlags = {
  epochs: {
    ...wholeNumber('Maximum number of epochs.', 1),
    defaultText: `${Math.max(...epochCounts)} to ${Math.min(...epochCounts)}, by corpus size`,
  },
  patience: {
    ...wholeNumber('Epochs without a better score before training stops.', 1),
    defaultText: 'half of --epochs',
  },
  'on-explosion': withDefault(
    'stop',
    choice<ExplosionPolicy>(
      'If the gradient is NaN, infinite, or huge and not clipped: stop, or go back to the last good weights and halve the learning rate.',
      ['stop', 'rollback'],
    ),
  ),
};

export const reproducibilityFlags = {
  seed: withDefault(
    1,
    wholeNumber('Random seed; the same seed gives the same model.', 0, SEED_COUNT - 1),
  ),
  runs: withDefault(1, wholeNumber('Train with N successive seeds, keep the best.', 1)),
  ensemble: wholeNumber('Train with N successive seeds, keep all as one model.', 2, MOST_MEMBERS),
};
