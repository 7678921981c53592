// A corpus as the checks read it: whole sentences, and the rows that are malformed.
import { endsSentence, isComment, splitColumns } from '../corpora/columns.js';
import { detectScheme, type TagScheme } from '../corpora/tag-scheme.js';
import {
  type ChosenColumns,
  type Layout,
  type TaggedSentence,
  taggedSentences,
} from '../corpora/tagged-sentences.js';
import { isTag, type Span, spansOf } from '../corpora/tags.js';
import { utf8Lines } from '../files/utf8-lines.js';

export interface CorpusOptions extends ChosenColumns {
  /** Default: it is detected. */
  readonly scheme?: TagScheme;
}

export interface CheckedSentence extends TaggedSentence {
  readonly path: string;
  readonly spans: readonly Span[];
}

export interface CheckedCorpus {
  readonly path: string;
  /** UTF-8, unpacked. */
  readonly content: Uint8Array;
  /** Absent if no row has a token and a tag. */
  readonly layout: Layout | undefined;
  readonly scheme: TagScheme;
  /** The sentences without a malformed row. */
  readonly sentences: readonly CheckedSentence[];
  /** The number of sentences that are left out for a malformed row. */
  readonly brokenSentenceCount: number;
  readonly malformedRows: readonly MalformedRow[];
  /** How a corpus was read that is not in columns; it has no layout and no content then. */
  readonly description?: string;
  /** Why the file could not be read. */
  readonly readError?: string;
}

export interface MalformedRow {
  readonly line: number;
  readonly what: string;
}

// The columns of a file are those of most of its first rows.
const SAMPLED_ROW_COUNT = 1000;

export function parseCorpus(
  content: Uint8Array,
  path: string,
  options: CorpusOptions,
): CheckedCorpus {
  const malformedRows: MalformedRow[] = [];
  const onMalformed = (line: number, what: string) => malformedRows.push({ line, what });
  const layout = commonLayout(content, options);
  const tagged = [...taggedSentences(content, path, { ...options, layout, onMalformed })];
  const whole = tagged.filter(({ isWhole }) => isWhole);
  const scheme = options.scheme ?? detectScheme(whole.map(({ tags }) => tags));
  const sentences = whole.map((sentence) => ({
    ...sentence,
    path,
    spans: spansOf(sentence.tags),
  }));
  const brokenSentenceCount = tagged.length - whole.length;
  return { path, content, layout, scheme, sentences, brokenSentenceCount, malformedRows };
}

/** Stands for a file that could not be read. */
export function unreadableCorpus(path: string, readError: string): CheckedCorpus {
  return { ...parseCorpus(new Uint8Array(), path, {}), readError };
}

/** The most common layout of the first rows with a tag, unless there are none. */
function commonLayout(content: Uint8Array, options: ChosenColumns): Layout | undefined {
  const counts = new Map<number, number>();
  let rowCount = 0;
  for (const columns of rowsOf(content, options)) {
    const { tokenColumn = 1, tagColumn = columns.length } = options;
    const isUsable = columns.length >= tokenColumn && tokenColumn !== tagColumn;
    if (!isUsable || !isTag(columns[tagColumn - 1] ?? '')) continue;
    counts.set(columns.length, (counts.get(columns.length) ?? 0) + 1);
    rowCount++;
    if (rowCount === SAMPLED_ROW_COUNT) break;
  }
  const [common] = [...counts].sort(([, a], [, b]) => b - a);
  if (common === undefined) return undefined;
  const [columnCount] = common;
  const { tokenColumn = 1, tagColumn = columnCount } = options;
  return { columnCount, tokenColumn, tagColumn };
}

/** The columns that hold a tag in each of the first rows, counted from 1. */
export function findTagColumns(content: Uint8Array): number[] {
  let found: number[] | undefined;
  let rowCount = 0;
  for (const columns of rowsOf(content, {})) {
    found ??= columns.map((_, index) => index + 1);
    found = found.filter((column) => isTag(columns[column - 1] ?? ''));
    rowCount++;
    if (found.length === 0 || rowCount === SAMPLED_ROW_COUNT) break;
  }
  return found ?? [];
}

function* rowsOf(content: Uint8Array, { tagColumn }: ChosenColumns): Generator<string[]> {
  let isInside = false;
  for (const text of utf8Lines(content, '', () => {})) {
    const columns = splitColumns(text);
    if (endsSentence(columns)) {
      isInside = false;
    } else if (isInside || !isComment(columns, tagColumn)) {
      isInside = true;
      yield columns;
    }
  }
}
