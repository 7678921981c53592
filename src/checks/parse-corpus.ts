// A corpus as the checks read it: whole sentences, and the rows that are malformed.
import { createReadings } from '../corpora/conll.js';
import type { ChosenColumns, Layout } from '../corpora/layout.js';
import type { TaggedSentence } from '../corpora/sentence-source.js';
import { detectScheme, type TagScheme } from '../corpora/tag-scheme.js';
import { taggedSentences } from '../corpora/tagged-sentences.js';
import { type Span, spansOf } from '../corpora/tags.js';

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
  /** What is read otherwise than it usually is, as sentences for the user. */
  readonly readings: readonly string[];
  /** Why the file could not be read. */
  readonly readError?: string;
}

export interface MalformedRow {
  readonly line: number;
  readonly what: string;
}

export function parseCorpus(
  content: Uint8Array,
  path: string,
  options: CorpusOptions,
): CheckedCorpus {
  const malformedRows: MalformedRow[] = [];
  const onMalformed = (line: number, what: string) => malformedRows.push({ line, what });
  const readings = createReadings(path, options);
  const tagged = [
    ...taggedSentences(content, path, {
      ...options,
      onMalformed,
      ...readings.listeners,
    }),
  ];
  const layout = tagged.length > 0 ? readings.layout() : undefined;
  const whole = tagged.filter(({ isWhole }) => isWhole);
  const scheme = options.scheme ?? detectScheme(whole.map(({ tags }) => tags));
  const sentences = whole.map((sentence) => ({
    ...sentence,
    path,
    spans: spansOf(sentence.tags),
  }));
  return {
    path,
    content,
    layout,
    scheme,
    sentences,
    brokenSentenceCount: tagged.length - whole.length,
    malformedRows,
    readings: readings.list(),
  };
}

/** Stands for a file that could not be read. */
export function unreadableCorpus(path: string, readError: string): CheckedCorpus {
  return { ...parseCorpus(new Uint8Array(), path, {}), readError };
}
