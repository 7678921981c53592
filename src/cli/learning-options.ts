// The flags of tagger train that say how to learn.
import type { ExplosionPolicy, OptimizerName } from '../training/options.js';
import { choice, realNumber, wholeNumber, withDefault } from './option.js';

/** Seeds are numbers from 0 to before this one. */
export const SEED_COUNT = 2 ** 32;

const notNegative = ['a number of at least 0', (value: number) => value >= 0] as const;
const belowOne = [
  'a number from 0 to below 1',
  (value: number) => value >= 0 && value < 1,
] as const;

export const learning = {
  epochs: withDefault(30, wholeNumber('Passes over the sentences at most.', 1)),
  'batch-size': withDefault(10, wholeNumber('Sentences a step.', 1)),
  optimizer: withDefault(
    'adam',
    choice<OptimizerName>('The rule by which a step follows the gradient.', ['adam', 'sgd']),
  ),
  'learning-rate': {
    ...realNumber('The size of a step.', 'a number above 0', (value) => value > 0),
    defaultText: '0.003 for adam, 0.02 for sgd',
  },
  'learning-rate-decay': withDefault(
    0.05,
    realNumber('After n epochs the rate is divided by 1 + n R.', ...notNegative),
  ),
  momentum: withDefault(0.9, realNumber('The share of the last step that sgd keeps.', ...belowOne)),
  dropout: withDefault(
    0.5,
    realNumber('The share of inputs and of recurrent outputs left out.', ...belowOne),
  ),
  'word-dropout': withDefault(
    0.5,
    realNumber(
      'A word seen n times is taken as unknown with probability R / (R + n).',
      ...notNegative,
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
  patience: withDefault(10, wholeNumber('Epochs without a better score before training ends.', 1)),
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
