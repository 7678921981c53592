// Parses the words of a command line into operands and checked values by flag.
import { Parser } from 'yargs/helpers';
import { allFlags, type Command } from './command.js';
import type { Flag, FlagTable } from './kinds.js';
import { renderChoiceSuggestion, renderFlagSuggestion } from './suggest.js';
import { UsageError } from './usage-error.js';

/** What the command line gives, without defaults. */
export interface GivenArguments {
  readonly operands: readonly string[];
  readonly values: ReadonlyMap<string, unknown>;
}

/**
 * Parses the words after the name of the command.
 *
 * @throws UsageError for an unknown flag, a flag given twice, and a missing or invalid value
 */
export function parseArguments(command: Command, args: readonly string[]): GivenArguments {
  const table = allFlags(command);
  const { argv, error } = Parser.detailed([...args], {
    narg: Object.fromEntries(Object.entries(table).map(([name, flag]) => [name, arity(flag)])),
    configuration: parserConfiguration,
  });
  const { _: words, '--': rest = [], ...found } = argv;
  const operands = words.map(String);
  const unknown = [...operands, ...Object.keys(found).map((name) => wordOf(args, name, table))];
  const stranger = unknown.find((word) => word.startsWith('-') && word !== '-');
  if (stranger !== undefined) throw new UsageError(unknownFlag(stranger, table), command.name);
  if (error) throw new UsageError(wrongValueCount(error.message, table), command.name);
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(found)) {
    values.set(name, checkValue(command, name, table[name], value));
  }
  operands.push(...rest.map(String));
  if (operands.includes('')) {
    throw new UsageError(`expected ${command.operand.name}, found an empty name`, command.name);
  }
  return { operands, values };
}

const arity = ({ placeholder }: Flag<unknown>) => (placeholder === undefined ? 0 : 1);

// Keeps every word as it is: texts do not become numbers, nor names with a dot paths, and unknown
// flags are left among the operands.
const parserConfiguration = {
  'camel-case-expansion': false,
  'dot-notation': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'populate--': true,
  'short-option-groups': false,
  'unknown-options-as-args': true,
};

// The parser takes "-5" and "---json" for flags with odd names; an error shows them as typed.
function wordOf(args: readonly string[], name: string, table: FlagTable): string {
  if (Object.hasOwn(table, name)) return '';
  return args.find((word) => word.startsWith('-') && word.includes(name)) ?? `--${name}`;
}

function unknownFlag(word: string, table: FlagTable): string {
  const [name] = word.replace(/^-+/, '').split('=');
  const names = [...Object.keys(table), 'help', 'help-all', 'version'];
  const negated = Object.keys(table).map((known) => `no-${known}`);
  const known = name.startsWith('no-') ? [...names, ...negated] : names;
  const hint = renderFlagSuggestion(name, known);
  return `unknown flag ${word.split('=')[0]}${hint}`;
}

// The message of the parser ends with the name of the flag.
function wrongValueCount(message: string, table: FlagTable): string {
  const name = message.slice(message.lastIndexOf(' ') + 1);
  const { placeholder, expected } = table[name];
  return placeholder === undefined
    ? `--${name}: takes no value`
    : `--${name}: expected ${expected}, found no value`;
}

function checkValue(command: Command, name: string, flag: Flag<unknown>, found: unknown): unknown {
  const words: readonly unknown[] = Array.isArray(found) ? found : [found];
  if (words.length > 1 && flag.isRepeatable !== true) {
    const times = words.length === 2 ? 'twice' : `${words.length} times`;
    throw new UsageError(`--${name}: given ${times}`, command.name);
  }
  const unexpected = (what: string) =>
    new UsageError(`--${name}: expected ${flag.expected}, found ${what}`, command.name);
  const parse = (word: unknown) => {
    if (typeof word === 'boolean' && flag.placeholder !== undefined && !flag.canBeOff) {
      throw unexpected(`--no-${name}`);
    }
    // The parser takes an unknown flag for a value; a path like that can be written ./-path.
    if (typeof word === 'string' && /^-[^\d.]/.test(word)) throw unexpected(`the flag ${word}`);
    const raw = typeof word === 'string' ? flag.fromText(word) : word;
    // A list is shown as typed, not as an array.
    const shown = JSON.stringify(Array.isArray(raw) ? word : raw);
    const value = flag.check(flag.isRepeatable ? [raw] : raw);
    if (value === undefined) {
      const meant = typeof word === 'string' ? flag.suggest?.(word) : undefined;
      const suggestion =
        meant === undefined
          ? renderChoiceSuggestion(raw, flag.choices)
          : `; did you mean ${meant}?`;
      throw unexpected(shown + suggestion);
    }
    return flag.isRepeatable && Array.isArray(value) ? value : [value];
  };
  const values = words.flatMap(parse);
  return flag.isRepeatable ? values : values[0];
}
