// The CoNLL column format: a token and its tag on each line, a blank line after each sentence.
import { InputError } from '../errors.js';
import { readWholeFile } from '../files/read-whole-file.js';
import { type SentenceSource, sourceOf } from './sentence-source.js';
import { detectScheme, type TagScheme } from './tag-scheme.js';
import { type ChosenColumns, type TaggedSentence, taggedSentences } from './tagged-sentences.js';
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
  const [{ tagColumn }] = tagged;
  return { path, scheme, sentences, tokenCount, tagColumn, illegalTags, warnings };
}

export function labeledSentence(sentence: TaggedSentence): LabeledSentence {
  const { tokens, tags, line } = sentence;
  return { tokens, spans: spansOf(tags), line, ...sourceOf(sentence) };
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
