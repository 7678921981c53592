// Flags that only some formats of corpora have a use for.
import { InputError } from '../../errors.js';
import { UsageError } from './usage-error.js';

/** The formats that have a use for each flag. A test holds them against the readers. */
export const FORMATS_OF_FLAGS = {
  offsets: ['brat', 'doccano', 'jsonl', 'label-studio', 'prodigy', 'spacy-jsonl'],
  labels: ['hugging-face'],
  'token-column': ['conll'],
  'tag-column': ['conll'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const flagNames = ['offsets', 'labels', 'token-column', 'tag-column'] as const;

export interface FormatFlagNames {
  readonly format: string;
  readonly offsets: string;
}

const isUseless = (formats: readonly string[], found: readonly unknown[]) =>
  !found.some((format) => formats.some((known) => known === format));

/** @throws UsageError for a flag without effect in the format that another flag names */
export function checkFormatFlags(
  command: string,
  values: ReadonlyMap<string, unknown>,
  names: FormatFlagNames = { format: 'input-format', offsets: 'offsets' },
): void {
  const format = values.get(names.format);
  // Predictions may be in another format.
  if (format === undefined || values.has('predictions')) return;
  for (const kind of flagNames) {
    const name = kind === 'offsets' ? names.offsets : kind;
    if (!values.has(name) || !isUseless(FORMATS_OF_FLAGS[kind], [format])) continue;
    throw new UsageError(`--${name}: has no effect with --${names.format} ${format}`, command);
  }
}

/** The values of the flags, under the names they have here. */
export interface FormatFlags {
  readonly offsets?: unknown;
  readonly labels?: unknown;
  readonly tokenColumn?: unknown;
  readonly tagColumn?: unknown;
}

/**
 * @param corpora all that the flags are for
 * @param offsetsName the name of the flag for offsets
 * @throws InputError for a flag without effect in the formats that were found
 */
export function checkFoundFormats(
  { offsets, labels, tokenColumn, tagColumn }: FormatFlags,
  corpora: readonly { readonly path: string; readonly format: string }[],
  offsetsName = 'offsets',
): void {
  const values = { offsets, labels, 'token-column': tokenColumn, 'tag-column': tagColumn };
  const found = corpora.map(({ format }) => format);
  for (const kind of flagNames) {
    const formats = FORMATS_OF_FLAGS[kind];
    if (values[kind] === undefined || found.length === 0 || !isUseless(formats, found)) continue;
    const name = kind === 'offsets' ? offsetsName : kind;
    const [{ path, format }] = corpora;
    throw new InputError(`${path}: --${name} has no effect on a corpus in the format ${format}`);
  }
}
