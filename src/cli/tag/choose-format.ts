// The choice of the output format: the flags decide or, without them, what the output is.
import type { RedactText } from '../../redaction/redact-text.js';
import type { TagFlags } from '../commands/commands.js';
import { UsageError } from '../flags/usage-error.js';
import type { Format } from '../formats/format.js';
import { jsonlFormat } from '../formats/jsonl.js';
import { createColorFormat, inlineFormat } from '../formats/marked.js';
import type { Passage } from '../formats/passage.js';
import { createRedactFormat } from '../formats/redact.js';
import type { Streams } from '../terminal/streams.js';

export type FormatName = NonNullable<TagFlags['format']>;

type FormatFlags = Pick<TagFlags, 'format' | 'color' | 'input'>;

/** Chooses before the model is read, so that an error of usage comes at once. */
export async function chooseFormat(
  flags: FormatFlags,
  stdout: Streams['stdout'],
): Promise<FormatName> {
  const hasColors = Boolean(stdout.isTTY) && (await terminalHasColors());
  return chooseFormatName(flags, hasColors);
}

/** @param hasColors whether the output is a terminal with colors */
export function chooseFormatName(
  { format, color, input }: FormatFlags,
  hasColors: boolean,
): FormatName {
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

/**
 * Loads chalk only for the color format.
 *
 * @param conll the CoNLL format for this input
 * @param types of the entities
 * @param redactText hides the names for the redact format
 */
export async function loadFormat<P extends Passage>(
  name: FormatName,
  conll: Format<P>,
  types: readonly string[],
  redactText: RedactText,
): Promise<Format<P>> {
  switch (name) {
    case 'color': {
      const { Chalk, supportsColor } = await import('chalk');
      // Colors that are requested without a terminal are the sixteen that every terminal has.
      const level = supportsColor ? supportsColor.level : 1;
      return createColorFormat(new Chalk({ level }), types);
    }
    case 'inline':
      return inlineFormat;
    case 'jsonl':
      return jsonlFormat;
    case 'conll':
      return conll;
    case 'redact':
      return createRedactFormat(redactText);
  }
}
