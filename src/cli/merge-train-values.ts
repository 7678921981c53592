// The flags of tagger train from a file and from the command line, and which of them do not go together.
import { trainCommand } from './options.js';
import { UsageError } from './usage-error.js';

type Values = ReadonlyMap<string, unknown>;

// Two ways to say one thing.
const rivals = ['batch-size', 'batch-tokens'] as const;

const { schedule, averaging } = trainCommand.groups.Learning;
const { decoder } = trainCommand.groups.Network;

// What acts with one value of another flag only.
const companions = [
  { name: 'learning-rate-decay', flag: 'schedule', value: 'inverse-time', option: schedule },
  { name: 'plateau-patience', flag: 'schedule', value: 'plateau', option: schedule },
  { name: 'averaging-decay', flag: 'averaging', value: 'ema', option: averaging },
  { name: 'class-weights', flag: 'decoder', value: 'softmax', option: decoder },
] as const;

/**
 * The flags of the command line over those of the file, whose rivals they drive out.
 *
 * @throws UsageError for two rivals in one place, and for a flag of the command line that would do nothing
 */
export function mergeTrainValues(fromFile: Values, given: Values): Values {
  for (const values of [fromFile, given]) {
    if (!rivals.every((name) => values.has(name))) continue;
    throw refused(`--${rivals[1]}: expected no --${rivals[0]} beside it, found one`);
  }
  const isDrivenOut = (name: string) =>
    rivals.some((rival) => rival === name) && rivals.some((rival) => given.has(rival));
  const values = new Map([...[...fromFile].filter(([name]) => !isDrivenOut(name)), ...given]);
  for (const { name, flag, value, option } of companions) {
    const found = values.get(flag) ?? option.defaultValue;
    if (!given.has(name) || found === value) continue;
    throw refused(`--${name}: expected --${flag} ${value} beside it, found ${found}`);
  }
  return values;
}

const refused = (message: string) => new UsageError(message, trainCommand.name);
