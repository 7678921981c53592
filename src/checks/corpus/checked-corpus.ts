// A corpus as the checks read it. Its sentences are read anew each time, so that it may be larger
// than the memory.
import type { Layout } from '../../corpora/layout.js';
import type { TaggedSentence } from '../../corpora/sentence-source.js';
import type { TagScheme } from '../../corpora/tag-scheme.js';
import type { Span } from '../../corpora/tags.js';
import type { ByteSource } from '../../files/byte-source.js';

export interface CheckedSentence extends TaggedSentence {
  readonly path: string;
  readonly spans: readonly Span[];
}

export interface CheckedCorpus {
  readonly path: string;
  /** UTF-8, unpacked. A chunk is overwritten once the next one is asked for. */
  readonly chunks: ByteSource['chunks'];
  /** Absent if no row has a token and a tag. */
  readonly layout: Layout | undefined;
  readonly scheme: TagScheme;
  /** The sentences without a malformed row. */
  readonly sentences: Iterable<CheckedSentence>;
  readonly sentenceCount: number;
  readonly tokenCount: number;
  readonly types: FoundTypes;
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
  /** How many rows it stands for, if it is more than itself. */
  readonly count?: number;
}

export interface FoundType {
  readonly name: string;
  readonly count: number;
  /** The first entity of the type, and what is around it. */
  readonly place: { readonly path: string; readonly line: number };
  readonly excerpt: string;
}

/** The types by name, in the order of their first entities. */
export type FoundTypes = ReadonlyMap<string, FoundType>;
