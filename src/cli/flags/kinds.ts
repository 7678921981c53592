// The kinds of flags: each knows how it is described, what it expects, and how to make its value.

/** A flag that may be left out, and is then undefined. */
export interface Option<Value> {
  /** Stands for the value in --help; a switch has none. */
  readonly placeholder?: string;
  /** One sentence. */
  readonly description: string;
  /** What --help shows where no one value is the default. */
  readonly defaultText?: string;
  /** The values of another flag, given or by default, without which this one would say nothing. */
  readonly beside?: Readonly<Record<string, readonly unknown[]>>;
  /** Says in an error what the value must be. */
  readonly expected: string;
  /** The JSON value that a text on the command line stands for. */
  fromText(text: string): unknown;
  /** The flag's value, or undefined where the JSON value is none that it takes. */
  check(value: unknown): Value | undefined;
}

export interface OptionWithDefault<Value> extends Option<Value> {
  readonly defaultValue: Value;
}

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

type ValueOf<Any> =
  Any extends Option<infer Value>
    ? Any extends { readonly defaultValue: unknown }
      ? Value
      : Value | undefined
    : never;

/** The values of a table of options, their names in camel case. */
export type FlagValues<Options> = {
  readonly [Name in keyof Options & string as Camel<Name>]: ValueOf<Options[Name]>;
};

export function withDefault<Value>(value: Value, option: Option<Value>): OptionWithDefault<Value> {
  return { ...option, defaultValue: value };
}

/** A flag that must not be given where none of these values of another makes use of it. */
export function onlyBeside<Any extends Option<unknown>>(
  beside: NonNullable<Option<unknown>['beside']>,
  option: Any,
): Any {
  return { ...option, beside };
}

/** Both ends belong to the range. */
export function wholeNumber(
  description: string,
  from: number,
  to = Number.MAX_SAFE_INTEGER,
): Option<number> {
  const end = to === Number.MAX_SAFE_INTEGER ? '' : ` to ${to}`;
  return {
    placeholder: 'N',
    description,
    expected: `a whole number from ${from}${end}`,
    fromText: numberFromText,
    check: (value) =>
      isNumber(value) && Number.isInteger(value) && value >= from && value <= to
        ? value
        : undefined,
  };
}

/** A list divided by commas, as JSON an array; each from 1 to `largest`, at most `most` of them. */
export function wholeNumbers(
  description: string,
  most: number,
  largest: number,
): Option<readonly number[]> {
  const isWidth = (value: unknown) =>
    Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= largest;
  return {
    placeholder: 'N,N',
    description,
    expected: `at most ${most} whole numbers from 1 to ${largest}, divided by commas`,
    fromText: (text) => text.split(',').map(numberFromText),
    check: (value) =>
      Array.isArray(value) && value.length <= most && value.every(isWidth) ? value : undefined,
  };
}

/** @param expected says which numbers `accepts` takes */
export function realNumber(
  description: string,
  expected: string,
  accepts: (value: number) => boolean,
): Option<number> {
  return {
    placeholder: 'R',
    description,
    expected,
    fromText: numberFromText,
    check: (value) => (isNumber(value) && accepts(value) ? value : undefined),
  };
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

// What is no number, or too large for one, stays a text, which the check then refuses; Number() takes "" and "0x10".
function numberFromText(text: string): number | string {
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : text;
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);

const itself = (text: string) => text;

export function path(description: string, placeholder = 'FILE'): Option<string> {
  return {
    placeholder,
    description,
    expected: 'a path',
    fromText: itself,
    check: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
  };
}

/** @param endings of file names, such as .svg, in lower case */
export function pathEndingIn(endings: readonly string[], description: string): Option<string> {
  const any = path(description, endings.map((ending) => `FILE${ending}`).join('|'));
  return {
    ...any,
    expected: `a path that ends in ${endings.join(' or ')}`,
    check: (value) => {
      const checked = any.check(value);
      return endings.some((ending) => checked?.toLowerCase().endsWith(ending))
        ? checked
        : undefined;
    },
  };
}

export function anyText(description: string): Option<string> {
  return {
    placeholder: 'TEXT',
    description,
    expected: 'a text',
    fromText: itself,
    check: (value) => (typeof value === 'string' ? value : undefined),
  };
}

export function choice<Value extends string>(
  description: string,
  values: readonly Value[],
): Option<Value> {
  return {
    placeholder: values.join('|'),
    description,
    expected: `one of ${values.join(', ')}`,
    fromText: itself,
    check: (value) => values.find((known) => known === value),
  };
}

/** On by --name, off by --no-name. */
export function toggle(description: string): Option<boolean> {
  return {
    description,
    expected: 'true or false',
    fromText: itself,
    check: (value) => (typeof value === 'boolean' ? value : undefined),
  };
}
