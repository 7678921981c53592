// The flags of tagger train that say how to learn.
import { type MaskSharing, maskSharings } from '../../layers/dropout.js';
import { type ClassWeighting, classWeightings } from '../../training/optimization/label-weights.js';
import type {
  AveragingName,
  ExplosionPolicy,
  OptimizerName,
  ScheduleName,
} from '../../training/optimization/options.js';
import { choice, onlyBeside, realNumber, wholeNumber, withDefault } from './kinds.js';

/** Seeds are numbers from 0 to before this one. */
export const SEED_COUNT = 2 ** 32;

const notNegative = ['a number of at least 0', (value: number) => value >= 0] as const;
const belowOne = [
  'a number from 0 to below 1',
  (value: number) => value >= 0 && value < 1,
] as const;

const dropout = (where: string) => ({
  ...realNumber(`The share left out ${where}.`, ...belowOne),
  defaultText: 'that of --dropout',
});

export const learning = {
  epochs: {
    ...wholeNumber('Passes over the sentences at most.', 1),
    defaultText: 'by the number of sentences',
  },
  'batch-size': {
    ...wholeNumber('Sentences a step.', 1),
    defaultText: '4; without --from 10 for up to 300 sentences',
  },
  'batch-tokens': {
    ...wholeNumber('Tokens a step at most, instead; a longer sentence stands alone.', 1),
    defaultText: 'by --batch-size',
  },
  optimizer: withDefault(
    'adam',
    choice<OptimizerName>('The rule by which a step follows the gradient.', [
      'adam',
      'adamw',
      'nadam',
      'sgd',
    ]),
  ),
  'learning-rate': {
    ...realNumber('The size of a step.', 'a number above 0', (value) => value > 0),
    defaultText: '0.0015, for sgd 0.01; without --from more for up to 300 sentences',
  },
  schedule: withDefault(
    'cosine',
    choice<ScheduleName>('How the rate goes on from epoch to epoch, or from step to step.', [
      'inverse-time',
      'plateau',
      'cosine',
      'one-cycle',
      'constant',
    ]),
  ),
  'learning-rate-decay': onlyBeside(
    { schedule: ['inverse-time'] },
    withDefault(
      0.05,
      realNumber('After n epochs inverse-time divides the rate by 1 + n R.', ...notNegative),
    ),
  ),
  'plateau-patience': onlyBeside(
    { schedule: ['plateau'] },
    withDefault(3, wholeNumber('Epochs without a better score before plateau halves the rate.', 1)),
  ),
  'warm-up': withDefault(
    0,
    realNumber(
      'Epochs, or a share of one, in which the rate grows from nothing to what it would be.',
      ...notNegative,
    ),
  ),
  momentum: withDefault(0.9, realNumber('The share of the last step that sgd keeps.', ...belowOne)),
  'weight-decay': withDefault(
    0,
    realNumber(
      'How fast weight matrices and the vectors of the words of a batch shrink: apart from the gradient in adamw, as an L2 penalty on it in the others.',
      ...notNegative,
    ),
  ),
  averaging: withDefault(
    'ema',
    choice<AveragingName>(
      'A mean of the weights, taken where it scores better: ema of all steps, the last ones most, swa of the epochs of the second half.',
      ['none', 'ema', 'swa'],
    ),
  ),
  'averaging-decay': onlyBeside(
    { averaging: ['ema'] },
    withDefault(0.999, realNumber('How much of its mean ema keeps at each step.', ...belowOne)),
  ),
  dropout: {
    ...realNumber('The share of numbers left out where no other flag says how many.', ...belowOne),
    defaultText: '0.35, with --from 0.5',
  },
  'input-dropout': dropout('of what is read of words'),
  'layer-dropout': dropout('between recurrent layers'),
  'output-dropout': dropout('of what the last recurrent layer puts out'),
  'recurrent-dropout': withDefault(
    0.2,
    realNumber('The share of weights left out between a state and the next.', ...belowOne),
  ),
  'dropout-mask': withDefault(
    'batch',
    choice<MaskSharing>('Who loses the same numbers: no two tokens, a sentence, or a batch.', [
      ...maskSharings,
    ]),
  ),
  'word-dropout': withDefault(
    0.5,
    realNumber(
      'A word seen n times is taken as unknown with probability R / (R + n).',
      ...notNegative,
    ),
  ),
  'class-weights': onlyBeside(
    { decoder: ['softmax'] },
    withDefault(
      'none',
      choice<ClassWeighting>(
        'With --decoder softmax, how much tokens of rare tags count: as all, balanced, or between.',
        [...classWeightings],
      ),
    ),
  ),
  'clip-norm': withDefault(
    5,
    realNumber('The norm a longer gradient is scaled down to; 0 for none.', ...notNegative),
  ),
  'clip-value': withDefault(
    0,
    realNumber(
      'The magnitude each number of the gradient is clamped to; 0 for none.',
      ...notNegative,
    ),
  ),
  'on-explosion': withDefault(
    'stop',
    choice<ExplosionPolicy>(
      'Where the gradient is no finite number, or huge and not clipped: stop, or go back to the last good weights and halve the learning rate.',
      ['stop', 'rollback'],
    ),
  ),
  'gate-bias': withDefault(
    0,
    realNumber(
      'The initial bias of the update gates of GRU and LSTM: below 0 they start by keeping the memory.',
      'a number',
      () => true,
    ),
  ),
  patience: {
    ...wholeNumber('Epochs without a better score before training ends.', 1),
    defaultText: 'half of --epochs',
  },
  seed: withDefault(
    1,
    wholeNumber(
      'What all that is random comes from: the same seed gives the same model.',
      0,
      SEED_COUNT - 1,
    ),
  ),
  runs: withDefault(
    1,
    wholeNumber('Trainings, by --seed and the seeds that follow it; the best on dev is kept.', 1),
  ),
};
