// Parses the command line of `tagger train`, and the config file that it may name.
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { checkFiles } from '../../flags/check-files.js';
import { checkFormatFlags } from '../../flags/format-flags.js';
import { camelCase } from '../../flags/kinds.js';
import { parseArguments } from '../../flags/parse-arguments.js';
import { UsageError } from '../../flags/usage-error.js';
import type { TrainFlags } from '../commands.js';
import { onlyOperand } from '../operands.js';
import { checkRequirements, complete } from '../train/complete.js';
import { networkFlags } from '../train/network-flags.js';
import { checkUnlabeledFlags, trainsTeacher } from '../train/unlabeled-flags.js';
import { trainCommand } from '../train-command.js';
import { checkTrainFlags } from './check-train-flags.js';
import { mergeTrainValues } from './merge-train-values.js';
import { readConfigFile } from './read-config-file.js';

type Values = ReadonlyMap<string, unknown>;

/** @throws InputError for a config file that is missing or invalid */
export async function parseTrainFlags(args: readonly string[]): Promise<TrainFlags> {
  const { operands, values: typed } = parseArguments(trainCommand, args);
  checkFormatFlags(trainCommand.name, typed);
  const corpus = onlyOperand(trainCommand, operands);
  const given = mergeTrainValues(await configValues(corpus, typed), typed);
  checkRequirements(trainCommand, given, typed);
  checkUnlabeledFlags(given);
  const { config: _, output = modelPathFor(corpus), ...flags } = complete(trainCommand, given);
  const trainFlags = {
    ...flags,
    ...(given.has('from') && besideFrom(given)),
    ...(trainsTeacher(given) && { checkpoint: false as const }),
    corpus,
    output,
  };
  checkTrainFlags(given, trainFlags);
  return trainFlags;
}

/** @throws AggregateError if besides the config file other files of the command line are missing */
async function configValues(corpus: string, typed: Values): Promise<Values> {
  const path = typed.get('config');
  if (typeof path !== 'string') return new Map();
  if (!existsSync(path)) {
    const values = [...typed].map(([name, value]) => [camelCase(name), value]);
    // Only the config file could tell whether an existing model may be overwritten.
    checkFiles(trainCommand, { ...Object.fromEntries(values), corpus, force: true });
  }
  return readConfigFile(path);
}

/** @throws UsageError for flags that the base model answers */
function besideFrom(given: Values): {
  readonly [K in 'givenNetwork' | 'keptBaseVectors']?: TrainFlags[K];
} {
  const answered = ['vectors', 'gate-bias'].find((name) => given.has(name));
  if (answered !== undefined) {
    throw new UsageError(
      `--${answered}: cannot be combined with --from, which takes it from the base model`,
      trainCommand.name,
    );
  }
  const isOfNetwork = ([name]: readonly [string, unknown]) => Object.hasOwn(networkFlags, name);
  const kept = given.get('keep-vectors');
  return {
    givenNetwork: new Map([...given].filter(isOfNetwork)),
    ...(typeof kept === 'number' && { keptBaseVectors: kept }),
  };
}

const modelPathFor = (corpus: string) =>
  `${basename(corpus)
    .replace(/\.gz$/, '')
    .replace(/\.(?:conll|txt|tsv)$/, '')}.safetensors`;
