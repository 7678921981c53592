// The choice of the output format: the flags decide or, without them, what the output is.
import type { TagScheme } from '../../corpora/tag-scheme.js';
import type { OffsetUnit } from '../../entities/offsets.js';
import type { TagFlags } from '../commands/commands.js';
import { inWords } from '../flags/in-words.js';
import { UsageError } from '../flags/usage-error.js';
import type { ConllFormat } from '../formats/conll.js';
import type { Format } from '../formats/format.js';
import type { Passage } from '../formats/passage.js';
import {
  type FormatName,
  type FormatOptions,
  formatNames,
  formatOf,
} from '../formats/table/formats.js';
import type { Streams } from '../terminal/streams.js';

type FormatFlags = Pick<TagFlags, 'format' | 'color' | 'input'>;
type OptionFlags = Pick<TagFlags, 'offsets' | 'output' | 'scheme'>;

export interface FormatChoice {
  readonly name: FormatName;
  /** What start and end count. */
  readonly offsets: OffsetUnit;
  /** Of the tags in columns; by default IOB2. */
  readonly scheme?: TagScheme;
}

/** A format of lists of sentences: --n-best and --uncertain. */
export type ListFormat = 'jsonl' | 'conll';

/** @throws UsageError for a format that has no place for the list */
export function chooseListFormat(
  { format, scheme }: Pick<TagFlags, 'format' | 'scheme'>,
  flag: string,
): ListFormat {
  if (scheme !== undefined) {
    throw new UsageError(`--scheme: cannot be combined with --${flag}`, 'tag');
  }
  if (format === undefined || format === 'jsonl') return 'jsonl';
  if (format === 'conll') return 'conll';
  throw new UsageError(`--${flag}: requires --format jsonl or conll, found ${format}`, 'tag');
}

/** Chooses before the model is read, so that an error of usage comes at once. */
export async function chooseFormat(
  flags: FormatFlags & OptionFlags,
  stdout: Streams['stdout'],
): Promise<FormatChoice> {
  const hasColors = Boolean(stdout.isTTY) && (await terminalHasColors());
  const name = chooseFormatName(flags, hasColors);
  checkFolder(name, flags);
  checkScheme(name, flags);
  return { name, offsets: chooseOffsets(name, flags), scheme: flags.scheme };
}

/** @param hasColors whether the output is a terminal with colors */
export function chooseFormatName(
  { format, color, input }: FormatFlags,
  hasColors: boolean,
): FormatName {
  if (input === 'jsonl') {
    const other = color === true ? '--color' : format && format !== 'jsonl' && `--format ${format}`;
    if (!other) return 'jsonl';
    throw new UsageError(`${other}: cannot be combined with --input jsonl`, 'tag');
  }
  if (color === true && (format ?? 'color') !== 'color') {
    throw new UsageError(`--color: cannot be combined with --format ${format}`, 'tag');
  }
  if (color === false && format === 'color') {
    throw new UsageError('--no-color: cannot be combined with --format color', 'tag');
  }
  if (format !== undefined) return format;
  if (color ?? hasColors) return 'color';
  return input === 'conll' ? 'conll' : 'inline';
}

async function terminalHasColors(): Promise<boolean> {
  if (process.env.NO_COLOR) return false;
  const { supportsColor } = await import('chalk');
  return Boolean(supportsColor);
}

/** @throws UsageError for a unit that the format does not have */
export function chooseOffsets(name: FormatName, { offsets }: OptionFlags): OffsetUnit {
  const units = formatOf(name).offsets ?? [];
  if (offsets === undefined) return units[0] ?? 'utf16';
  if (units.length === 0) {
    const others = formatNames.filter((other) => (formatOf(other).offsets ?? []).length > 1);
    throw new UsageError(`--offsets: requires --format ${inWords(others)}, found ${name}`, 'tag');
  }
  if (units.includes(offsets)) return offsets;
  throw new UsageError(
    `--offsets: expected ${inWords(units)} with --format ${name}, found ${offsets}`,
    'tag',
  );
}

/** @throws UsageError for a scheme of tags that the format does not write */
export function checkScheme(name: FormatName, { scheme }: Pick<OptionFlags, 'scheme'>): void {
  if (scheme === undefined || name === 'conll') return;
  throw new UsageError(`--scheme: requires --format conll, found ${name}`, 'tag');
}

/** @throws UsageError if the format needs a folder and has none, or has one and needs none */
export function checkFolder(name: FormatName, { output }: OptionFlags): void {
  const needsFolder = formatOf(name).writesFiles === true;
  if (needsFolder && output === undefined) {
    throw new UsageError(`--format ${name}: requires --output DIR`, 'tag');
  }
  if (!needsFolder && output !== undefined) {
    const others = formatNames.filter((other) => formatOf(other).writesFiles);
    throw new UsageError(`--output: requires --format ${inWords(others)}, found ${name}`, 'tag');
  }
}

/** @param conll the CoNLL format for this input */
export async function loadFormat<P extends Passage>(
  { name, offsets, scheme }: FormatChoice,
  conll: ConllFormat<P>,
  options: Omit<FormatOptions, 'offsets'>,
): Promise<Format<P>> {
  const loaded = await formatOf(name).load?.({ ...options, offsets });
  return loaded ?? (scheme === undefined ? conll : conll.inScheme(scheme));
}
