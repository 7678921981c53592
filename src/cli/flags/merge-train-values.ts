// Merges the flags of `tagger train` from the config file and from the command line.
import { trainCommand } from './commands.js';
import { UsageError } from './usage-error.js';

type Values = ReadonlyMap<string, unknown>;

const exclusiveFlags = ['batch-size', 'batch-tokens'] as const;

/**
 * The flags of the command line override those of the file. One of several mutually exclusive flags
 * on the command line also drops the others from the file.
 *
 * @throws UsageError for two mutually exclusive flags in one place
 */
export function mergeTrainValues(fromFile: Values, typed: Values): Values {
  for (const values of [fromFile, typed]) {
    if (!exclusiveFlags.every((name) => values.has(name))) continue;
    const [first, second] = exclusiveFlags;
    throw new UsageError(`--${second}: cannot be combined with --${first}`, trainCommand.name);
  }
  const isDropped = (name: string) =>
    exclusiveFlags.some((flag) => flag === name) && exclusiveFlags.some((flag) => typed.has(flag));
  return new Map([...[...fromFile].filter(([name]) => !isDropped(name)), ...typed]);
}
