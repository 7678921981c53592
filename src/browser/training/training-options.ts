// The options of training: flags of `tagger train` that name no file, checked with its sentences.

import type { TrainFlags } from '../../cli/commands/commands.js';
import { corpusFlags } from '../../cli/commands/corpus-flags.js';
import { checkRequirements, complete } from '../../cli/commands/train/complete.js';
import { storageFlags } from '../../cli/commands/train/storage-flags.js';
import { trainingGroups } from '../../cli/commands/train/training-groups.js';
import { trainCommand } from '../../cli/commands/train-command.js';
import { checkTrainFlags } from '../../cli/commands/training/check-train-flags.js';
import { allFlags, type CommandFlags } from '../../cli/flags/command.js';
import { checkExclusive } from '../../cli/flags/exclusive-flags.js';
import { camelCase } from '../../cli/flags/kinds.js';
import { renderChoiceSuggestion, renderFlagSuggestion } from '../../cli/flags/suggest.js';
import { UsageError } from '../../cli/flags/usage-error.js';
import { excerptOfJson } from '../../files/excerpt.js';

const command = {
  name: 'train',
  groups: {
    Columns: corpusFlags,
    ...trainingGroups,
    Storage: storageFlags,
  },
};

/** Flags of `tagger train` by their names in camel case, with the same defaults. */
export type FlagOptions = Partial<CommandFlags<typeof command>>;

const table = allFlags(command);
const flagNames = new Map(Object.keys(table).map((name) => [camelCase(name), name]));

/** What the options of trainTagger are beside flags. */
const ownOptions = ['name', 'dev', 'devName', 'test', 'testName', 'signal', 'gradientFlow'];

/**
 * The flags as the command has them after parsing.
 *
 * @param options may hold those of trainTagger that are no flags
 * @param corpus the name of the corpus
 * @throws UsageError with the sentence of the command
 */
export function trainFlagsOf(options: object, corpus: string): TrainFlags {
  const given = givenFlags(options);
  checkExclusive(command.name, given);
  checkRequirements(command, given, new Map());
  const flags = { ...complete(trainCommand, given), corpus, output: '' };
  checkTrainFlags(given, flags);
  return flags;
}

function givenFlags(options: object): ReadonlyMap<string, unknown> {
  const given = new Map<string, unknown>();
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined || ownOptions.includes(option)) continue;
    const name = flagNames.get(option);
    if (name === undefined) {
      const hint = refusalOf(option);
      throw new UsageError(`unknown option ${option}${hint}`, command.name);
    }
    given.set(name, checked(name, value));
  }
  return given;
}

/** The end of the error for an unknown option. */
function refusalOf(option: string): string {
  if (option === 'finalFit') return ': only the command tagger train has a final fit';
  return renderFlagSuggestion(option, [...flagNames.keys(), ...ownOptions], asItIs);
}

const asItIs = (name: string) => name;

function checked(name: string, found: unknown): unknown {
  const { check, expected, choices } = table[name];
  const value = check(found);
  if (value !== undefined) return value;
  const shown = excerptOfJson(found) + renderChoiceSuggestion(found, choices);
  throw new UsageError(`--${name}: expected ${expected}, found ${shown}`, command.name);
}
