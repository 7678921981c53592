// The CoNLL column format: a token and its tag on each line, a blank line after each sentence.
import { InputError } from '../errors.js';
import type { ChosenColumns, Layout } from './layout.js';
import {
  hasSource,
  type SentenceSource,
  sourceOf,
  type TaggedSentence,
} from './sentence-source.js';
import { detectScheme, type TagScheme } from './tag-scheme.js';
import { type RowOptions, taggedSentences } from './tagged-sentences.js';
import { type Span, spansOf } from './tags.js';
import { type Violation, violationsIn } from './violations.js';

export const NAMED_VIOLATIONS = 3;

export interface ConllOptions extends ChosenColumns {
  /** The tag scheme. Default: it is detected. */
  readonly scheme?: TagScheme;
  /** Refuses tags that are illegal in the scheme instead of repairing them. */
  readonly strict?: boolean;
}

export interface LabeledSentence extends SentenceSource {
  readonly tokens: readonly string[];
  readonly spans: readonly Span[];
  /** The line of the first token. */
  readonly line: number;
}

export interface ParsedConll {
  readonly path: string;
  /** The scheme of the tags. The spans do not depend on it. */
  readonly scheme: TagScheme;
  readonly sentences: readonly LabeledSentence[];
  readonly tokenCount: number;
  /** The column of tags, counted from 1. */
  readonly tagColumn: number;
  /** The tags of the sentences in which they are illegal, by index of the sentence. */
  readonly illegalTags: ReadonlyMap<number, readonly string[]>;
  /** What is read otherwise than a token first and its tag last: sentences for the user, each with the path. */
  readonly readings: readonly string[];
  /** Sentences for the user, each with the path. */
  readonly warnings: readonly string[];
}

/**
 * Parses a corpus.
 *
 * @param content UTF-8
 * @param path names the file in errors and warnings
 * @throws InputError if a line is malformed
 */
export function parseConll(
  content: Uint8Array,
  path: string,
  options: ConllOptions = {},
): ParsedConll {
  const readings = createReadings(path, options);
  const tagged = [...taggedSentences(content, path, { ...options, ...readings.listeners })];
  if (tagged.length === 0) throw noSentences(path, content.length === 0);

  const scheme = options.scheme ?? detectScheme(tagged.map(({ tags }) => tags));
  const illegalTags = new Map<number, readonly string[]>();
  const violations = tagged.flatMap((sentence, index) => {
    const found = violationsIn(sentence, scheme);
    if (found.length > 0) illegalTags.set(index, sentence.tags);
    return found;
  });
  if (options.strict && violations.length > 0) throw strictError(path, scheme, violations);

  const sentences = tagged.map(labeledSentence);
  const tokenCount = sentences.reduce((count, { tokens }) => count + tokens.length, 0);
  const warnings =
    violations.length > 0 ? [repairWarning(path, scheme, violations, violations.length)] : [];
  if (sentences.every(({ spans }) => spans.length === 0)) warnings.push(noEntities(path));
  if (isUncut(sentences.length, tokenCount)) warnings.push(noBlankLines(path, tokenCount));
  const [{ tagColumn }] = tagged;
  return {
    path,
    scheme,
    sentences,
    tokenCount,
    tagColumn,
    illegalTags,
    readings: readings.list(),
    warnings,
  };
}

export function labeledSentence(sentence: TaggedSentence): LabeledSentence {
  const { tokens, tags, line } = sentence;
  const labeled = { tokens, spans: spansOf(tags), line };
  return hasSource(sentence) ? { ...labeled, ...sourceOf(sentence) } : labeled;
}

export function noSentences(path: string, isEmpty: boolean): InputError {
  const found = isEmpty ? 'an empty file' : 'a file without tokens';
  return new InputError(`${path}: expected sentences in columns, found ${found}`);
}

export function strictError(
  path: string,
  scheme: TagScheme,
  [first]: readonly Violation[],
): InputError {
  const { line, what } = first;
  return new InputError(`${path}:${line}: expected tags legal in ${scheme}, found ${what}`);
}

// The longest sentences of treebanks have a few hundred.
const MOST_TOKENS_OF_SENTENCE = 10_000;

/** Whether a file is one sentence that is too long for one. */
export const isUncut = (sentenceCount: number, tokenCount: number): boolean =>
  sentenceCount === 1 && tokenCount > MOST_TOKENS_OF_SENTENCE;

export const noBlankLines = (path: string, tokenCount: number): string =>
  `${path}: one sentence of ${tokenCount} tokens, as no blank lines separate sentences`;

export const noEntities = (path: string) => `${path}: no entities, every token has the tag O`;

/** @param first of all `total`, by place */
export function repairWarning(
  path: string,
  scheme: TagScheme,
  first: readonly Violation[],
  total: number,
): string {
  const count = total === 1 ? '1 violation' : `${total} violations`;
  const named = first.slice(0, NAMED_VIOLATIONS);
  const places = named.map(({ line, what }) => `line ${line} (${what})`).join(', ');
  const rest = total > named.length ? ', …' : '';
  return `${path}: repaired ${count} of the tag scheme ${scheme} as conlleval does: ${places}${rest}`;
}

/** Collects what is read otherwise than it usually is. */
export interface Readings {
  readonly listeners: Required<Pick<RowOptions, 'onLayout' | 'onSkipped'>>;
  layout(): Layout | undefined;
  list(): string[];
}

export function createReadings(path: string, chosen: ChosenColumns): Readings {
  let layout: Layout | undefined;
  let [firstSkipped, skippedCount] = [0, 0];
  return {
    listeners: {
      onLayout: (found) => {
        layout = found;
        skippedCount = 0;
      },
      onSkipped: (line, kind) => {
        if (kind !== 'empty token') return;
        if (skippedCount === 0) firstSkipped = line;
        skippedCount++;
      },
    },
    layout: () => layout,
    list: () => {
      const found = layout === undefined ? [] : readingsOf(layout, chosen);
      if (skippedCount > 0) {
        const rows = skippedCount === 1 ? 'the row' : `${skippedCount} rows`;
        found.push(`skipped ${rows} without a token, first in line ${firstSkipped}`);
      }
      return found.length === 0 ? [] : [`${path}: ${found.join('; ')}`];
    },
  };
}

function readingsOf(layout: Layout, chosen: ChosenColumns): string[] {
  const { tokenColumn, tagColumn, columnCount, isNumbered, notation } = layout;
  const found: string[] = [];
  const isTokenOdd = tokenColumn !== 1 && chosen.tokenColumn === undefined;
  const isTagOdd =
    chosen.tagColumn === undefined &&
    (tagColumn !== columnCount || layout.otherTagColumns.length > 0);
  if (isTokenOdd || isTagOdd) {
    const reason = isNumbered && tokenColumn === 2 ? ' (column 1 has numbers)' : '';
    found.push(`read column ${tokenColumn} as tokens${reason} and column ${tagColumn} as tags`);
  }
  for (const other of layout.otherTagColumns) {
    found.push(`column ${other} has tags too (--tag-column ${other})`);
  }
  if (notation.description !== undefined) {
    found.push(`read in column ${tagColumn} ${notation.description}`);
  }
  if (layout.headerLine !== undefined) found.push(`skipped line ${layout.headerLine}, a header`);
  return found;
}
