// The rows of the tables, as flags of tagger train. Rows whose flags the command lacks are left
// out.
import { namesFlag } from '../harness/run-tagger.js';

export interface FlagSet {
  readonly name: string;
  readonly flags: readonly string[];
}

export const defaults: FlagSet = { name: 'defaults', flags: [] };

/** For corpora that mark documents. */
export const withoutDocuments: FlagSet = { name: 'no documents', flags: ['--no-documents'] };

export const mainFlagSets: readonly FlagSet[] = [
  defaults,
  { name: 'accurate', flags: ['--preset', 'accurate'] },
];

/** The defaults, then one change at a time. */
export const ablationFlagSets: readonly FlagSet[] = [
  defaults,
  { name: 'no characters', flags: ['--characters', 'none'] },
  withoutDocuments,
  { name: 'no CRF', flags: ['--decoder', 'softmax'] },
  { name: 'no dropout', flags: ['--dropout', '0', '--recurrent-dropout', '0'] },
  { name: 'no averaging', flags: ['--averaging', 'none'] },
  { name: '2 layers', flags: ['--layers', '2'] },
  { name: 'frozen vectors', flags: ['--freeze-vectors'] },
  { name: 'no word folding', flags: ['--no-fold-words'] },
];

/** The defaults, then the corners of a cube around them. */
export const sizesFlagSets: readonly FlagSet[] = [
  defaults,
  ...['0.0015', '0.005'].flatMap((learningRate) =>
    ['4', '16'].flatMap((batchSize) =>
      ['0.35', '0.6'].map((dropout) =>
        named('--learning-rate', learningRate, '--batch-size', batchSize, '--dropout', dropout),
      ),
    ),
  ),
];

function named(...flags: readonly string[]): FlagSet {
  return { name: `\`${flags.join(' ')}\``, flags };
}

/** Whether the help of the command names all of the flags. */
export function knowsFlags(help: string, flags: readonly string[]): boolean {
  return flags.filter((flag) => flag.startsWith('--')).every((flag) => namesFlag(help, flag));
}
