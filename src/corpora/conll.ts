// The CoNLL column format: a token and its tag on each line, a blank line after each sentence.
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import { readWholeFile } from '../files/read-whole-file.js';
import { utf8Lines } from '../files/utf8-lines.js';
import { endsSentence, isComment, splitColumns } from './columns.js';
import { detectScheme, type TagScheme, transitionIsLegal } from './tag-scheme.js';
import { isTag, type Span, spansOf } from './tags.js';

const NAMED_VIOLATIONS = 3;

export interface ConllOptions {
  /** The column of tokens, counted from 1. Default: the first. */
  readonly tokenColumn?: number;
  /** The column of tags, counted from 1. Default: the last. */
  readonly tagColumn?: number;
  /** The tag scheme. Default: it is detected. */
  readonly scheme?: TagScheme;
  /** Refuses tags that are illegal in the scheme instead of repairing them. */
  readonly strict?: boolean;
}

export interface LabeledSentence {
  readonly tokens: readonly string[];
  readonly spans: readonly Span[];
  /** The line of the first token. The other tokens follow line by line. */
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
  /** Sentences for the user, each with the path. */
  readonly warnings: readonly string[];
}

export interface ConllCorpus extends ParsedConll {
  /** The checksum of the file as it is stored. */
  readonly sha256: string;
}

/**
 * Reads a corpus, plain or gzipped.
 *
 * @throws InputError if the file cannot be read or a line of it is malformed
 */
export async function readConll(path: string, options: ConllOptions = {}): Promise<ConllCorpus> {
  const { content, sha256 } = await readWholeFile(path);
  return { ...parseConll(content, path, options), sha256 };
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
  const tagged = [...taggedSentences(content, path, options)];
  if (tagged.length === 0) {
    const found = content.length === 0 ? 'an empty file' : 'a file without tokens';
    throw new InputError(`${path}: expected sentences in columns, found ${found}`);
  }

  const scheme = options.scheme ?? detectScheme(tagged.map(({ tags }) => tags));
  const illegalTags = new Map<number, readonly string[]>();
  const violations = tagged.flatMap((sentence, index) => {
    const found = violationsIn(sentence, scheme);
    if (found.length > 0) illegalTags.set(index, sentence.tags);
    return found;
  });
  if (options.strict && violations.length > 0) {
    const [{ line, what }] = violations;
    throw new InputError(`${path}:${line}: expected tags legal in ${scheme}, found ${what}`);
  }

  const sentences = tagged.map(({ tokens, tags, line }) => ({
    tokens,
    spans: spansOf(tags),
    line,
  }));
  const tokenCount = sentences.reduce((count, { tokens }) => count + tokens.length, 0);
  const warnings = violations.length > 0 ? [repairWarning(path, scheme, violations)] : [];
  if (sentences.every(({ spans }) => spans.length === 0)) {
    warnings.push(`${path}: no entities, every token has the tag O`);
  }
  const [{ tagColumn }] = tagged;
  return { path, scheme, sentences, tokenCount, tagColumn, illegalTags, warnings };
}

interface TaggedSentence {
  readonly tokens: string[];
  readonly tags: string[];
  readonly line: number;
  readonly tagColumn: number;
}

function* taggedSentences(
  content: Uint8Array,
  path: string,
  options: ConllOptions,
): Generator<TaggedSentence> {
  let layout: Layout | undefined;
  let sentence: TaggedSentence | undefined;
  let line = 0;
  for (const text of utf8Lines(content, path)) {
    line++;
    const columns = splitColumns(text);
    if (endsSentence(columns)) {
      if (sentence !== undefined) yield sentence;
      sentence = undefined;
      continue;
    }
    if (sentence === undefined && isComment(columns, options.tagColumn)) continue;

    const row = { columns, text, path, line };
    const isFirst = layout === undefined;
    layout ??= layoutOf(row, options);
    checkRow(row, layout, isFirst);
    sentence ??= { tokens: [], tags: [], line, tagColumn: layout.tagColumn };
    sentence.tokens.push(columns[layout.tokenColumn - 1]);
    sentence.tags.push(columns[layout.tagColumn - 1]);
  }
  if (sentence !== undefined) yield sentence;
}

interface Row {
  readonly columns: readonly string[];
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

interface Layout {
  readonly columnCount: number;
  /** The columns of token and tag, counted from 1. */
  readonly tokenColumn: number;
  readonly tagColumn: number;
}

// The first row of a corpus decides the layout of all.
function layoutOf({ columns, text, path, line }: Row, options: ConllOptions): Layout {
  const columnCount = columns.length;
  const { tokenColumn = 1, tagColumn = columnCount } = options;
  const neededCount = Math.max(tokenColumn, tagColumn);
  if (columnCount === 1) {
    throw new InputError(
      `${path}:${line}: expected a token and its tag, found one column (plain text, or tags missing?): ${excerpt(text)}`,
    );
  }
  if (columnCount < neededCount) {
    throw new InputError(
      `${path}:${line}: expected at least ${neededCount} columns, found ${columnCount}: ${excerpt(text)}`,
    );
  }
  if (tokenColumn === tagColumn) {
    throw new InputError(
      `${path}:${line}: expected token and tag in different columns, found both in column ${tagColumn}: ${excerpt(text)}`,
    );
  }
  return { columnCount, tokenColumn, tagColumn };
}

function checkRow({ columns, text, path, line }: Row, layout: Layout, isFirst: boolean): void {
  const { columnCount, tagColumn } = layout;
  if (columns.length !== columnCount) {
    throw new InputError(
      `${path}:${line}: expected ${columnCount} columns, found ${columns.length}: ${excerpt(text)}`,
    );
  }
  const tag = columns[tagColumn - 1];
  if (!isTag(tag)) {
    const suspicion = isFirst ? ' (is it plain text?)' : '';
    throw new InputError(
      `${path}:${line}: expected a tag such as O or B-PER in column ${tagColumn}, found ${excerpt(tag)}${suspicion}: ${excerpt(text)}`,
    );
  }
}

/** A place where the tags violate their scheme. */
interface Violation {
  readonly line: number;
  readonly what: string;
}

function violationsIn({ tags, line }: TaggedSentence, scheme: TagScheme): Violation[] {
  const violations: Violation[] = [];
  for (let index = 0; index <= tags.length; index++) {
    const previous = index > 0 ? tags[index - 1] : null;
    const next = index < tags.length ? tags[index] : null;
    if (transitionIsLegal(previous, next, scheme)) continue;
    violations.push(
      next === null
        ? { line: line + index - 1, what: `${previous} at the end of a sentence` }
        : { line: line + index, what: `${next} ${placeAfter(previous)}` },
    );
  }
  return violations;
}

const placeAfter = (previous: string | null) =>
  previous === null ? 'at the start of a sentence' : `after ${previous}`;

function repairWarning(path: string, scheme: TagScheme, violations: readonly Violation[]): string {
  const { length } = violations;
  const count = length === 1 ? '1 violation' : `${length} violations`;
  const named = violations.slice(0, NAMED_VIOLATIONS);
  const places = named.map(({ line, what }) => `line ${line} (${what})`).join(', ');
  const rest = length > named.length ? ', …' : '';
  return `${path}: repaired ${count} of the tag scheme ${scheme} as conlleval does: ${places}${rest}`;
}
