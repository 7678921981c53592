// The kinds of flags: how each is described, what it accepts, and how its value is parsed.
import type { FileUse } from './file-uses.js';

/** Any number above 0. */
export const ABOVE_ZERO = 'above 0';

/** A flag that may be left out; its value is then undefined. */
export interface Flag<Value> {
  /** Stands for the value in --help; a switch has none. */
  readonly placeholder?: string;
  /** One sentence. */
  readonly description: string;
  /** Describes the default in --help if it is not one fixed value. */
  readonly defaultText?: string;
  /** Values of other flags, given or by default, without which this flag would have no effect. */
  readonly requires?: Readonly<Record<string, readonly unknown[] | typeof ABOVE_ZERO>>;
  /** Whether the flag may be given several times; its value is then a list. */
  readonly isRepeatable?: true;
  /** Whether --no-NAME turns the flag off; its value is then false. */
  readonly canBeOff?: true;
  /** Describes the accepted values in an error. */
  readonly expected: string;
  /** The accepted texts if they are few: one may be suggested for a misspelled value. */
  readonly choices?: readonly string[];
  /** The value that an unaccepted text probably stands for. */
  suggest?(text: string): string | undefined;
  /** How the command uses the file that the value names. */
  readonly use?: FileUse;
  /** The JSON value that a text on the command line stands for. */
  fromText(text: string): unknown;
  /** The value of the flag, or undefined if it does not accept the JSON value. */
  check(value: unknown): Value | undefined;
}

export interface FlagWithDefault<Value> extends Flag<Value> {
  readonly defaultValue: Value;
}

/** Flags by name, without the two hyphens. */
export type FlagTable = Readonly<Record<string, Flag<unknown>>>;

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

export const camelCase = (name: string) =>
  name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

type ValueOf<Any> =
  Any extends Flag<infer Value>
    ? Any extends { readonly defaultValue: unknown }
      ? Value
      : Value | undefined
    : never;

/** The values of a table of flags, by their names in camel case. */
export type FlagValues<Table> = {
  readonly [Name in keyof Table & string as Camel<Name>]: ValueOf<Table[Name]>;
};

export function withDefault<Value>(value: Value, flag: Flag<Value>): FlagWithDefault<Value> {
  return { ...flag, defaultValue: value };
}

/** A flag that is an error unless the other flags have one of these values. */
export function requiring<Any extends Flag<unknown>>(
  requires: NonNullable<Flag<unknown>['requires']>,
  flag: Any,
): Any {
  return { ...flag, requires };
}

/** A flag that --no-NAME turns off; false in JSON. */
export function orOff<Value>(flag: Flag<Value>): Flag<Value | false> {
  return {
    ...flag,
    canBeOff: true,
    check: (value) => (value === false ? false : flag.check(value)),
  };
}

/** A flag that may be given several times. Its values come in the order of the command line. */
export function repeatable<Value>(flag: Flag<Value>): FlagWithDefault<readonly Value[]> {
  return {
    ...flag,
    isRepeatable: true,
    defaultValue: [],
    check: (value) => {
      if (!Array.isArray(value)) return undefined;
      const checked = value.map(flag.check);
      return checked.every((one) => one !== undefined) ? checked : undefined;
    },
  };
}

/** The range includes both ends. */
export function wholeNumber(
  description: string,
  from: number,
  to = Number.MAX_SAFE_INTEGER,
): Flag<number> {
  const range = to === Number.MAX_SAFE_INTEGER ? `of at least ${from}` : `from ${from} to ${to}`;
  return {
    placeholder: 'N',
    description,
    expected: `a whole number ${range}`,
    fromText: parseNumber,
    check: (value) =>
      isNumber(value) && Number.isInteger(value) && value >= from && value <= to
        ? value
        : undefined,
  };
}

/** A list with commas, an array in JSON: at most `most` numbers, each from 1 to `largest`. */
export function wholeNumbers(
  description: string,
  most: number,
  largest: number,
): Flag<readonly number[]> {
  const isInRange = (value: unknown) =>
    Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= largest;
  return {
    placeholder: 'N,N',
    description,
    expected: `at most ${most} whole numbers from 1 to ${largest}, separated by commas`,
    fromText: (text) => text.split(',').map(parseNumber),
    check: (value) =>
      Array.isArray(value) && value.length <= most && value.every(isInRange) ? value : undefined,
  };
}

/** @param expected describes the numbers that `accepts` accepts */
export function realNumber(
  description: string,
  expected: string,
  accepts: (value: number) => boolean,
): Flag<number> {
  return {
    placeholder: 'R',
    description,
    expected,
    fromText: parseNumber,
    check: (value) => (isNumber(value) && accepts(value) ? value : undefined),
  };
}

export function numberFromZero(description: string): Flag<number> {
  return realNumber(description, 'a number of at least 0', (value) => value >= 0);
}

/** The range includes both ends. */
export function numberBetween(description: string, from: number, to: number): Flag<number> {
  const accepts = (value: number) => value >= from && value <= to;
  return realNumber(description, `a number from ${from} to ${to}`, accepts);
}

export function fraction(description: string): Flag<number> {
  return realNumber(
    description,
    'a number from 0 to less than 1',
    (value) => value >= 0 && value < 1,
  );
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

// Number() would take "" and "0x10". Other texts stay texts, and the check then rejects them.
function parseNumber(text: string): number | string {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : text;
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);

const asItIs = (text: string) => text;

export function path(use: FileUse, description: string, placeholder = 'FILE'): Flag<string> {
  return {
    placeholder,
    description,
    use,
    expected: 'a path',
    fromText: asItIs,
    check: (value) => (typeof value === 'string' && isPath(value) ? value : undefined),
  };
}

// A config file can hold names that no file has.
const isPath = (text: string) =>
  text !== '' && text.length <= LONGEST_PATH && !text.includes('\0') && text.isWellFormed();

// As on Linux; other systems have shorter ones by default.
const LONGEST_PATH = 4096;

/** @param endings of file names, such as .svg, in lower case */
export function pathEndingIn(
  endings: readonly string[],
  use: FileUse,
  description: string,
): Flag<string> {
  const anyPath = path(use, description, endings.map((ending) => `FILE${ending}`).join('|'));
  return {
    ...anyPath,
    expected: `a path that ends in ${endings.join(' or ')}`,
    check: (value) => {
      const checked = anyPath.check(value);
      return endings.some((ending) => checked?.toLowerCase().endsWith(ending))
        ? checked
        : undefined;
    },
  };
}

export function anyText(description: string): Flag<string> {
  return {
    placeholder: 'TEXT',
    description,
    expected: 'text',
    fromText: asItIs,
    check: (value) => (typeof value === 'string' ? value : undefined),
  };
}

/** A list with commas, an array in JSON. */
export function names(
  description: string,
  placeholder: string,
  what: string,
): Flag<readonly string[]> {
  return {
    placeholder,
    description,
    expected: `${what} separated by commas`,
    fromText: (text) => text.split(','),
    check: (value) =>
      Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '')
        ? value
        : undefined,
  };
}

export function choice<Value extends string>(
  description: string,
  values: readonly Value[],
): Flag<Value> {
  return {
    placeholder: values.join('|'),
    description,
    expected: `one of ${values.join(', ')}`,
    choices: values,
    fromText: asItIs,
    check: (value) => values.find((known) => known === value),
  };
}

/** A switch: on by --name, off by --no-name. */
export function toggle(description: string): Flag<boolean> {
  return {
    description,
    expected: 'true or false',
    fromText: asItIs,
    check: (value) => (typeof value === 'boolean' ? value : undefined),
  };
}
