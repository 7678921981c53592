// Merges the flags of `tagger train` from the config file and from the command line.

import { checkExclusive, isExcluded } from '../../flags/exclusive-flags.js';
import { trainCommand } from '../train-command.js';

type Values = ReadonlyMap<string, unknown>;

/**
 * The flags of the command line override those of the file, and drop those of the file that they
 * exclude.
 *
 * @throws UsageError for two mutually exclusive flags in one place
 */
export function mergeTrainValues(fromFile: Values, typed: Values): Values {
  for (const values of [fromFile, typed]) checkExclusive(trainCommand.name, values);
  const kept = [...fromFile].filter(([name]) => !isExcluded(name, typed));
  return new Map([...kept, ...typed]);
}
