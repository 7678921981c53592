// How well the tokenizer reproduces the tokens of a corpus.
import { readFileSync } from 'node:fs';
import { createTokenizer, type Token } from '../../../src/text/tokenizer.js';

export interface RoundTrip {
  /** Share of the sentences whose tokens are reproduced when they are joined by spaces. */
  readonly share: number;
  /** Numbers of times, by "theirs -> ours". */
  readonly differences: ReadonlyMap<string, number>;
}

export interface Despaced {
  readonly boundaryF1: number;
  readonly tokenF1: number;
  readonly differences: ReadonlyMap<string, number>;
}

/** The sentences of a two-column file as lists of tokens. */
export function readSentences(path: string): string[][] {
  const sentences: string[][] = [[]];
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    if (line === '') sentences.push([]);
    else if (!line.startsWith('-DOCSTART-'))
      sentences[sentences.length - 1].push(line.split(/[ \t]/)[0]);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}

/**
 * Joins the tokens of each sentence by spaces, tokenizes the text, and counts the sentences that
 * stay the same.
 */
export function roundTrip(sentences: readonly (readonly string[])[]): RoundTrip {
  const tokenize = createTokenizer();
  const differences = new Map<string, number>();
  let same = 0;
  for (const sentence of sentences) {
    const found = tokenize(sentence.join(' '));
    if (found.length === sentence.length && found.every(({ text }, i) => text === sentence[i]))
      same++;
    else
      countDifferences(
        sentence.join(' '),
        spansOf(sentence, () => ' '),
        found,
        differences,
      );
  }
  return { share: same / sentences.length, differences };
}

type Span = { readonly start: number; readonly end: number };

/** Counts, as "theirs -> ours", the tokens of the corpus that our tokenizer splits or merges. */
function countDifferences(
  text: string,
  theirs: readonly Span[],
  ours: readonly Token[],
  differences: Map<string, number>,
): void {
  const found = new Set(ours.map(nameOf));
  for (const span of theirs.filter((span) => !found.has(nameOf(span)))) {
    const inside = ours.filter(({ start, end }) => start < span.end && end > span.start);
    const difference = `${text.slice(span.start, span.end)} -> ${inside.map((token) => token.text).join(' ')}`;
    differences.set(difference, (differences.get(difference) ?? 0) + 1);
  }
}

/** The offsets of each token in the text that joins them by `separator(previous, next)`. */
function spansOf(
  sentence: readonly string[],
  separator: (previous: string, next: string) => string,
): Span[] {
  let end = 0;
  return sentence.map((token, i) => {
    const start = i === 0 ? 0 : end + separator(sentence[i - 1], token).length;
    end = start + token.length;
    return { start, end };
  });
}

/** The rules of written English: no space before . , ; : ? ! ) 's n't, and none after (. */
function writtenSeparator(previous: string, next: string): string {
  return previous === '(' || /^(?:[.,;:?!)]|'s|n't)$/i.test(next) ? '' : ' ';
}

/**
 * Removes spaces by the rules of written English, tokenizes, and scores spans and boundaries of the
 * tokens.
 */
export function despaced(sentences: readonly (readonly string[])[]): Despaced {
  const tokenize = createTokenizer();
  const spans = { theirs: 0, ours: 0, both: 0 };
  const boundaries = { theirs: 0, ours: 0, both: 0 };
  const differences = new Map<string, number>();
  for (const sentence of sentences) {
    const theirs = spansOf(sentence, writtenSeparator);
    const text = theirs.reduce((joined, { start }, i) => joined.padEnd(start) + sentence[i], '');
    const ours = tokenize(text);
    count(spans, theirs.map(nameOf), ours.map(nameOf));
    count(boundaries, theirs.flatMap(edgesOf), ours.flatMap(edgesOf));
    countDifferences(text, theirs, ours, differences);
  }
  return { boundaryF1: f1(boundaries), tokenF1: f1(spans), differences };
}

type Counts = { theirs: number; ours: number; both: number };

function nameOf({ start, end }: Span): string {
  return `${start}-${end}`;
}

function edgesOf({ start, end }: Span): string[] {
  return [`from ${start}`, `to ${end}`];
}

function f1({ theirs, ours, both }: Counts): number {
  return (2 * both) / (theirs + ours);
}

function count(counts: Counts, theirs: readonly string[], ours: readonly string[]): void {
  const known = new Set(theirs);
  counts.theirs += theirs.length;
  counts.ours += ours.length;
  counts.both += ours.filter((name) => known.has(name)).length;
}
