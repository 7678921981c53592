// Parses the command line of each command into its flags, complete with their defaults.
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { checkFiles } from '../flags/check-files.js';
import type { Command } from '../flags/command.js';
import { checkExclusive } from '../flags/exclusive-flags.js';
import { checkFormatFlags } from '../flags/format-flags.js';
import { camelCase } from '../flags/kinds.js';
import { parseArguments } from '../flags/parse-arguments.js';
import { renderChoiceSuggestion } from '../flags/suggest.js';
import { UsageError } from '../flags/usage-error.js';
import { checkCommand } from './check-command.js';
import { checkGatesFlags, checkMaxErrors } from './check-effects.js';
import { checkTrainFlags } from './check-train-flags.js';
import type {
  CheckFlags,
  CompletionFlags,
  ConvertFlags,
  EvalFlags,
  InspectFlags,
  TagFlags,
  TrainFlags,
} from './commands.js';
import { completionCommand, shells } from './completion-command.js';
import { convertCommand } from './convert-command.js';
import { evalCommand } from './eval-command.js';
import { inspectCommand } from './inspect-command.js';
import { mergeTrainValues } from './merge-train-values.js';
import { readConfigFile } from './read-config-file.js';
import { checkRedactFlags } from './tag/check-redact-flags.js';
import { checkListFlags } from './tag/lists-flags.js';
import { tagCommand } from './tag-command.js';
import { checkRequirements, complete } from './train/complete.js';
import { networkFlags } from './train/network-flags.js';
import { checkUnlabeledFlags, trainsTeacher } from './train/unlabeled-flags.js';
import { trainCommand } from './train-command.js';

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

export function parseEvalFlags(args: readonly string[]): EvalFlags {
  const { operands, values } = parseArguments(evalCommand, args);
  checkExclusive(evalCommand.name, values);
  checkFormatFlags(evalCommand.name, values);
  const corpus = onlyOperand(evalCommand, operands);
  const flags = complete(evalCommand, values);
  checkMaxErrors(values, flags);
  return { ...flags, corpus };
}

/** Undefined if there is no text to read: no file is named, and standard input is a terminal. */
export function parseTagFlags(
  args: readonly string[],
  stdinIsTerminal: boolean,
): TagFlags | undefined {
  const { operands: files, values } = parseArguments(tagCommand, args);
  if (files.length === 0 && stdinIsTerminal) return undefined;
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('-: standard input given twice', tagCommand.name);
  }
  checkExclusive(tagCommand.name, values);
  checkRequirements(tagCommand, values, values);
  checkListFlags(values);
  checkRedactFlags(values);
  return { ...complete(tagCommand, values), files };
}

export function parseInspectFlags(args: readonly string[]): InspectFlags {
  const { operands, values } = parseArguments(inspectCommand, args);
  checkExclusive(inspectCommand.name, values);
  checkGatesFlags(values);
  const flags = { ...complete(inspectCommand, values), models: operands };
  if (!flags.best) loneOperand(inspectCommand, operands);
  else if (operands.length === 0) throw missingOperand(inspectCommand);
  return flags;
}

export function parseCheckFlags(args: readonly string[]): CheckFlags {
  const { operands: corpora, values } = parseArguments(checkCommand, args);
  const refuse = (message: string) => new UsageError(message, checkCommand.name);
  if (corpora.length === 0) throw refuse(`missing ${checkCommand.operand.name}`);
  const twice = corpora.find((path, index) => corpora.indexOf(path) < index);
  if (twice !== undefined) throw refuse(`${twice}: given twice`);
  if (values.has('fix') && corpora.length > 1) {
    throw refuse(`--fix: expected one CORPUS, found ${corpora.length}`);
  }
  checkFormatFlags(checkCommand.name, values);
  if (values.get('force') === true && !values.has('fix')) throw refuse('--force: requires --fix');
  return { ...complete(checkCommand, values), corpora };
}

export function parseConvertFlags(args: readonly string[]): ConvertFlags {
  const { operands, values } = parseArguments(convertCommand, args);
  const { name, operand } = convertCommand;
  checkFormatFlags(name, values, { format: 'from', offsets: 'input-offsets' });
  const [input, output, third] = operands;
  if (input === undefined) throw missingOperand(convertCommand);
  if (output === undefined) throw new UsageError(`missing ${operand.second.name}`, name);
  if (third !== undefined)
    throw new UsageError(`expected IN and OUT, found a third: ${third}`, name);
  return { ...complete(convertCommand, values), input, output };
}

export function parseCompletionFlags(args: readonly string[]): CompletionFlags {
  const { operands, values } = parseArguments(completionCommand, args);
  const found = onlyOperand(completionCommand, operands);
  const shell = shells.find((known) => known === found);
  if (shell) return { ...complete(completionCommand, values), shell };
  const hint = renderChoiceSuggestion(found, shells);
  throw new UsageError(
    `expected one of ${shells.join(', ')}, found ${found}${hint}`,
    completionCommand.name,
  );
}

function onlyOperand(command: Command, operands: readonly string[]): string {
  const operand = loneOperand(command, operands);
  if (operand !== undefined) return operand;
  throw missingOperand(command);
}

const missingOperand = ({ name, operand }: Command) =>
  new UsageError(`missing ${operand.name}`, name);

function loneOperand(
  { name, operand }: Command,
  [first, second]: readonly string[],
): string | undefined {
  if (second === undefined) return first;
  throw new UsageError(`expected one ${operand.name}, found a second: ${second}`, name);
}

const modelPathFor = (corpus: string) =>
  `${basename(corpus)
    .replace(/\.gz$/, '')
    .replace(/\.(?:conll|txt|tsv)$/, '')}.safetensors`;
