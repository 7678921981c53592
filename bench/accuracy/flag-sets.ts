// What is measured, as flags of tagger train: the rows of the tables. Those the command does not know are left out.
import { namesFlag } from '../speed/run-tagger.js';

export interface FlagSet {
  readonly name: string;
  readonly flags: readonly string[];
}

const defaults: FlagSet = { name: 'defaults', flags: [] };

export const mainFlagSets: readonly FlagSet[] = [
  defaults,
  { name: 'accurate', flags: ['--preset', 'accurate'] },
];

/** The defaults, and each time one thing else. */
export const ablationFlagSets: readonly FlagSet[] = [
  defaults,
  { name: 'no characters', flags: ['--characters', 'none'] },
  { name: 'no CRF', flags: ['--decoder', 'softmax'] },
  { name: 'no dropout', flags: ['--dropout', '0'] },
  { name: 'no averaging', flags: ['--averaging', 'none'] },
  { name: '1 layer', flags: ['--layers', '1'] },
  { name: '2 layers', flags: ['--layers', '2'] },
  { name: 'frozen vectors', flags: ['--freeze-vectors'] },
];

/** The defaults, the corners of a cube around them, and two other widths. */
export const sizesFlagSets: readonly FlagSet[] = [
  defaults,
  ...['0.0015', '0.006'].flatMap((learningRate) =>
    ['5', '20'].flatMap((batchSize) =>
      ['0.3', '0.6'].map((dropout) =>
        named('--learning-rate', learningRate, '--batch-size', batchSize, '--dropout', dropout),
      ),
    ),
  ),
  named('--hidden', '50'),
  named('--hidden', '200'),
];

function named(...flags: readonly string[]): FlagSet {
  return { name: `\`${flags.join(' ')}\``, flags };
}

/** Whether the help of the command names all of the flags. */
export function knowsFlags(help: string, flags: readonly string[]): boolean {
  return flags.filter((flag) => flag.startsWith('--')).every((flag) => namesFlag(help, flag));
}
