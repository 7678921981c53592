// The CoNLL column format: a token a line with its tag, a blank line after each sentence.

import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import { readWholeFile } from '../files/read-whole-file.js';
import { utf8Lines } from '../files/utf8-lines.js';
import { endsSentence, isComment, splitColumns } from './columns.js';
import { recogniseScheme, type TagScheme, transitionIsLegal } from './tag-scheme.js';
import { isTag, type Span, spansOf } from './tags.js';

export interface ConllOptions {
  /** Counted from 1; the first column by default. */
  readonly tokenColumn?: number;
  /** Counted from 1; the last column by default. */
  readonly tagColumn?: number;
  /** Recognised by default. */
  readonly scheme?: TagScheme;
  /** Refuses tag sequences that are illegal in the scheme instead of repairing them. */
  readonly strict?: boolean;
}

export interface LabelledSentence {
  readonly tokens: readonly string[];
  readonly spans: readonly Span[];
  /** Of the first token; the others follow line by line. */
  readonly line: number;
}

export interface ParsedConll {
  readonly path: string;
  /** The scheme the tags were written in; the spans no longer depend on it. */
  readonly scheme: TagScheme;
  readonly sentences: readonly LabelledSentence[];
  readonly tokenCount: number;
  /** Whole sentences for the user to read, each with the path. */
  readonly warnings: readonly string[];
}

export interface ConllCorpus extends ParsedConll {
  /** Of the file as stored, packed or not. */
  readonly sha256: string;
}

/** Reads a corpus, plain or gzipped; what is wrong with it is an InputError that names the line. */
export async function readConll(path: string, options: ConllOptions = {}): Promise<ConllCorpus> {
  const { content, sha256 } = await readWholeFile(path);
  return { ...parseConll(content, path, options), sha256 };
}

/**
 * Parses a corpus.
 *
 * @param content UTF-8
 * @param path names the file in errors and warnings
 */
export function parseConll(
  content: Uint8Array,
  path: string,
  options: ConllOptions = {},
): ParsedConll {
  const tagged = [...taggedSentences(content, path, options)];
  if (tagged.length === 0) {
    const found = content.length === 0 ? 'an empty file' : 'a file without a token';
    throw new InputError(`${path}: expected sentences in columns, found ${found}`);
  }

  const scheme = options.scheme ?? recogniseScheme(tagged.map(({ tags }) => tags));
  const offences = tagged.flatMap((sentence) => offencesOf(sentence, scheme));
  if (options.strict && offences.length > 0) {
    const [{ line, what }] = offences;
    throw new InputError(`${path}:${line}: expected tags legal in ${scheme}, found ${what}`);
  }

  const sentences = tagged.map(({ tokens, tags, line }) => ({
    tokens,
    spans: spansOf(tags),
    line,
  }));
  const tokenCount = sentences.reduce((count, { tokens }) => count + tokens.length, 0);
  const warnings = offences.length > 0 ? [repairWarning(path, scheme, offences)] : [];
  if (sentences.every(({ spans }) => spans.length === 0)) {
    warnings.push(`${path}: no entity, the tags of all ${tokenCount} tokens are O`);
  }
  return { path, scheme, sentences, tokenCount, warnings };
}

interface TaggedSentence {
  readonly tokens: string[];
  readonly tags: string[];
  readonly line: number;
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
    sentence ??= { tokens: [], tags: [], line };
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

/** Where a row has what, the columns counted from 1. */
interface Layout {
  readonly columnCount: number;
  readonly tokenColumn: number;
  readonly tagColumn: number;
}

// The first row of a corpus decides for all.
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
      `${path}:${line}: expected token and tag in two columns, found both to be column ${tagColumn}: ${excerpt(text)}`,
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

/** A place where the tags break the law of their scheme. */
interface Offence {
  readonly line: number;
  readonly what: string;
}

function offencesOf({ tags, line }: TaggedSentence, scheme: TagScheme): Offence[] {
  const offences: Offence[] = [];
  for (let index = 0; index <= tags.length; index++) {
    const previous = index > 0 ? tags[index - 1] : null;
    const next = index < tags.length ? tags[index] : null;
    if (transitionIsLegal(previous, next, scheme)) continue;
    offences.push(
      next === null
        ? { line: line + index - 1, what: `${previous} at the end of a sentence` }
        : { line: line + index, what: `${next} ${placeAfter(previous)}` },
    );
  }
  return offences;
}

const placeAfter = (previous: string | null) =>
  previous === null ? 'at the start of a sentence' : `after ${previous}`;

function repairWarning(path: string, scheme: TagScheme, offences: readonly Offence[]): string {
  const places = offences.slice(0, 3).map(({ line, what }) => `line ${line} (${what})`);
  const count = offences.length === 1 ? '1 place breaks' : `${offences.length} places break`;
  const first = offences.length > 3 ? 'the first: ' : '';
  return `${path}: ${count} the tag scheme ${scheme} and the tags were read as conlleval reads them: ${first}${places.join(', ')}`;
}
