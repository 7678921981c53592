// From the words of the command line to the flags of each command, complete and typed.
import { basename } from 'node:path';
import {
  type Command,
  type EvalFlags,
  evalCommand,
  type InspectFlags,
  inspectCommand,
  type OptionTable,
  optionsOf,
  type TagFlags,
  type TrainFlags,
  tagCommand,
  trainCommand,
} from './commands.js';
import { SEED_COUNT } from './learning-flags.js';
import { mergeTrainValues } from './merge-train-values.js';
import { parseArguments } from './parse-arguments.js';
import { presetNames, presets } from './presets.js';
import { readConfigFile } from './read-config-file.js';
import { UsageError } from './usage-error.js';

/** @throws InputError for what is wrong with the file of --config */
export async function parseTrainFlags(args: readonly string[]): Promise<TrainFlags> {
  const { operands, values } = parseArguments(trainCommand, args);
  const corpus = onlyOperand(trainCommand, operands);
  const configPath = values.get('config');
  const fromFile = typeof configPath === 'string' ? await readConfigFile(configPath) : new Map();
  const given = mergeTrainValues(fromFile, values);
  expectUsed(trainCommand, given, values);
  const flags = { ...complete(trainCommand, given), ...(given.has('from') && besideFrom(given)) };
  const trainFlags = { output: modelPathFor(corpus), ...flags, corpus } as TrainFlags;
  checkSeeds(trainFlags);
  return trainFlags;
}

/** @throws UsageError for flags that say how to begin where a model says it already */
function besideFrom(given: ReadonlyMap<string, unknown>): Pick<TrainFlags, 'askedNetwork'> {
  const stranger = ['vectors', 'keep-vectors', 'gate-bias'].find((name) => given.has(name));
  if (stranger !== undefined) {
    throw new UsageError(
      `--${stranger}: expected it or --from, which begins with what its model has, found both`,
      trainCommand.name,
    );
  }
  const isAsked = ([name]: readonly [string, unknown]) =>
    Object.hasOwn(trainCommand.groups.Network, name);
  return { askedNetwork: new Map([...given].filter(isAsked)) };
}

function checkSeeds({ seed, runs }: TrainFlags): void {
  const most = SEED_COUNT - seed;
  if (runs <= most) return;
  throw new UsageError(
    `--runs: expected at most ${most}, as there are seeds from --seed ${seed} on, found ${runs}`,
    trainCommand.name,
  );
}

export function parseEvalFlags(args: readonly string[]): EvalFlags {
  const { operands, values } = parseArguments(evalCommand, args);
  const corpus = onlyOperand(evalCommand, operands);
  return { ...complete(evalCommand, values), corpus } as EvalFlags;
}

/** Undefined where nobody gave a text: no file is named, and the standard input is a terminal. */
export function parseTagFlags(
  args: readonly string[],
  stdinIsTerminal: boolean,
): TagFlags | undefined {
  const { operands, values } = parseArguments(tagCommand, args);
  if (operands.length === 0 && stdinIsTerminal) return undefined;
  if (operands.filter((file) => file === '-').length > 1) {
    throw new UsageError('-: expected the standard input once, found it twice', tagCommand.name);
  }
  const flags = { ...complete(tagCommand, values), files: operands } as TagFlags;
  if (flags.tokenColumn !== undefined && flags.input !== 'conll') {
    throw new UsageError(
      `--token-column: expected --input conll beside it, found ${flags.input}`,
      tagCommand.name,
    );
  }
  return flags;
}

export function parseInspectFlags(args: readonly string[]): InspectFlags {
  const { operands, values } = parseArguments(inspectCommand, args);
  const model = loneOperand(inspectCommand, operands);
  return { ...complete(inspectCommand, values), model } as InspectFlags;
}

/**
 * Refuses a flag that another one leaves without a meaning.
 *
 * @param given all that is given, to which defaults are added
 * @param typed what of it stands on the command line, which may well overrule a file and leave the rest of it idle
 */
function expectUsed(
  command: Command,
  given: ReadonlyMap<string, unknown>,
  typed: ReadonlyMap<string, unknown>,
): void {
  const options = optionsOf(command);
  for (const name of given.keys()) {
    for (const [other, useful] of Object.entries(options[name].beside ?? {})) {
      const found = effectiveValue(options, other, given);
      const isOverruled = typed.has(other) && !typed.has(name);
      if (useful.includes(found) || isOverruled) continue;
      const isSwitch = options[other].placeholder === undefined;
      const expected = isSwitch ? `--${other}` : `--${other} ${useful.join(' or ')}`;
      throw new UsageError(
        `--${name}: expected ${expected} beside it, found ${isSwitch ? 'none' : found}`,
        command.name,
      );
    }
  }
}

/** As it is given, by preset, or by default. */
function effectiveValue(options: OptionTable, name: string, values: ReadonlyMap<string, unknown>) {
  const option = options[name];
  const chosen = presetNames.find((preset) => preset === values.get('preset')) ?? 'default';
  const byPreset = values.get(name) ?? presets[chosen][name];
  return byPreset ?? ('defaultValue' in option ? option.defaultValue : undefined);
}

function onlyOperand(command: Command, operands: readonly string[]): string {
  const operand = loneOperand(command, operands);
  if (operand !== undefined) return operand;
  throw new UsageError(`expected ${command.operand.name}, found none`, command.name);
}

function loneOperand(
  { name, operand }: Command,
  [first, second]: readonly string[],
): string | undefined {
  if (second === undefined) return first;
  throw new UsageError(`expected one ${operand.name}, found a second: ${second}`, name);
}

/** Values by name in camel case; those absent and without a default are left out. */
function complete(command: Command, values: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const flags: Record<string, unknown> = {};
  const options = optionsOf(command);
  for (const name of Object.keys(options)) {
    const value = effectiveValue(options, name, values);
    if (value !== undefined && name !== 'config') flags[camelCase(name)] = value;
  }
  return flags;
}

const camelCase = (name: string) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

const modelPathFor = (corpus: string) =>
  `${basename(corpus)
    .replace(/\.gz$/, '')
    .replace(/\.(?:conll|txt|tsv)$/, '')}.safetensors`;
