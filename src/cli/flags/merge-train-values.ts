// The flags of tagger train from a file and from the command line.
import { trainCommand } from './commands.js';
import { UsageError } from './usage-error.js';

type Values = ReadonlyMap<string, unknown>;

// Two ways to say one thing.
const rivals = ['batch-size', 'batch-tokens'] as const;

/**
 * The flags of the command line over those of the file, whose rivals they drive out.
 *
 * @throws UsageError for two rivals in one place
 */
export function mergeTrainValues(fromFile: Values, given: Values): Values {
  for (const values of [fromFile, given]) {
    if (!rivals.every((name) => values.has(name))) continue;
    throw new UsageError(
      `--${rivals[1]}: expected no --${rivals[0]} beside it, found one`,
      trainCommand.name,
    );
  }
  const isDrivenOut = (name: string) =>
    rivals.some((rival) => rival === name) && rivals.some((rival) => given.has(rival));
  return new Map([...[...fromFile].filter(([name]) => !isDrivenOut(name)), ...given]);
}
