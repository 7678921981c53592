// Which format a reader wants who does not say, and whether he wants colours.
import type { TagFlags } from '../flags/commands.js';
import { UsageError } from '../flags/usage-error.js';

export type FormatName = NonNullable<TagFlags['format']>;

export interface Reader {
  readonly isTerminal: boolean;
  /** Whether the environment speaks against colours: NO_COLOR, a terminal without any. */
  readonly refusesColors: boolean;
}

/** Flags win over the environment, which is only asked on a terminal. */
export function chooseFormat(
  { format, color, input }: Pick<TagFlags, 'format' | 'color' | 'input'>,
  { isTerminal, refusesColors }: Reader,
): FormatName {
  if (color === true && (format ?? 'color') !== 'color') {
    throw new UsageError(`--color: expected --format color beside it, found ${format}`, 'tag');
  }
  if (color === false && format === 'color') {
    throw new UsageError('--no-color: expected another format than color beside it', 'tag');
  }
  if (format !== undefined) return format;
  if (color ?? (isTerminal && !refusesColors)) return 'color';
  return input === 'conll' ? 'conll' : 'inline';
}
