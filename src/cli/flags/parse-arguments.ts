// From the words of the command line to values by flag, each checked with a sentence.
import { Parser } from 'yargs/helpers';
import { type Command, type OptionTable, optionsOf } from './commands.js';
import type { Option } from './kinds.js';
import { suggest } from './suggest.js';
import { UsageError } from './usage-error.js';

/** What stands on the command line, checked; what does not is still to be filled in. */
export interface GivenArguments {
  readonly operands: readonly string[];
  readonly values: ReadonlyMap<string, unknown>;
}

/**
 * Parses what follows the command's name.
 *
 * @throws UsageError for an unknown flag, one given twice, a missing value or one that is none of its kind
 */
export function parseArguments(command: Command, args: readonly string[]): GivenArguments {
  const options = optionsOf(command);
  const { argv, error } = Parser.detailed([...args], {
    narg: Object.fromEntries(
      Object.entries(options).map(([name, option]) => [name, arity(option)]),
    ),
    configuration: plainParsing,
  });
  const { _: words, '--': rest = [], ...found } = argv;
  const operands = words.map(String);
  const unknown = [...operands, ...Object.keys(found).map((name) => wordOf(args, name, options))];
  const stranger = unknown.find((word) => word.startsWith('-') && word !== '-');
  if (stranger !== undefined) throw new UsageError(unknownFlag(stranger, options), command.name);
  if (error) throw new UsageError(missingOrSpareValue(error.message, options), command.name);
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(found)) {
    values.set(name, checkValue(command, name, options[name], value));
  }
  operands.push(...rest.map(String));
  if (operands.includes('')) {
    throw new UsageError(`expected ${command.operand.name}, found an empty name`, command.name);
  }
  return { operands, values };
}

const arity = ({ placeholder }: Option<unknown>) => (placeholder === undefined ? 0 : 1);

// Every word as it stands: no numbers made of texts, no paths of names with a dot, unknown flags among the operands.
const plainParsing = {
  'camel-case-expansion': false,
  'dot-notation': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'populate--': true,
  'short-option-groups': false,
  'unknown-options-as-args': true,
};

// The parser takes "-5" and "---json" for flags of odd names; as they were typed they can be told.
function wordOf(args: readonly string[], name: string, options: OptionTable): string {
  if (Object.hasOwn(options, name)) return '';
  return args.find((word) => word.startsWith('-') && word.includes(name)) ?? `--${name}`;
}

function unknownFlag(word: string, options: OptionTable): string {
  const [name] = word.replace(/^-+/, '').split('=');
  const names = [...Object.keys(options), 'help', 'version'];
  const negated = Object.keys(options).map((known) => `no-${known}`);
  const meant = suggest(name, name.startsWith('no-') ? [...names, ...negated] : names);
  const hint = meant === undefined ? '' : `, did you mean --${meant}?`;
  return `unknown flag ${word.split('=')[0]}${hint}`;
}

// The parser names the flag at the end of its message.
function missingOrSpareValue(message: string, options: OptionTable): string {
  const name = message.slice(message.lastIndexOf(' ') + 1);
  const option = options[name];
  return option.placeholder === undefined
    ? `--${name}: expected no value, found one`
    : `--${name}: expected ${option.expected}, found no value`;
}

function checkValue(command: Command, name: string, option: Option<unknown>, found: unknown) {
  const refuse = (what: string) =>
    new UsageError(`--${name}: expected ${option.expected}, found ${what}`, command.name);
  if (Array.isArray(found)) {
    throw new UsageError(
      `--${name}: expected it once, found it ${found.length} times`,
      command.name,
    );
  }
  if (typeof found === 'boolean' && option.placeholder !== undefined) throw refuse(`--no-${name}`);
  // The parser hands over a flag it does not know as a value; a path like that can be written ./-path.
  if (typeof found === 'string' && /^-[^\d.]/.test(found)) throw refuse(`the flag ${found}`);
  const raw = typeof found === 'string' ? option.fromText(found) : found;
  const value = option.check(raw);
  // A list is shown as it was typed, not as the array it was read as.
  if (value === undefined) throw refuse(JSON.stringify(Array.isArray(raw) ? found : raw));
  return value;
}
