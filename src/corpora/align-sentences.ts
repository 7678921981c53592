// Puts predicted entities on the tokens of the gold corpus when both cut the same text differently.
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import type { LabeledSentence } from './conll.js';
import { lineOf } from './sentence-source.js';
import type { Span } from './tags.js';

/** A gold sentence with the entities of both sides on its tokens, each side in order and without overlap. */
export interface AlignedSentence {
  readonly tokens: readonly string[];
  readonly gold: readonly Span[];
  /**
   * A boundary within a token is a fraction (2.5 lies within the third token). One beyond the last
   * token belongs to an entity that crosses the end of the sentence. Neither equals a gold boundary.
   */
  readonly predicted: readonly Span[];
  readonly line: number;
  readonly lines?: LabeledSentence['lines'];
}

interface Paths {
  readonly gold: string;
  readonly predicted: string;
}

/**
 * Pairs two corpora of the same text, however each cuts it into tokens and sentences: characters are compared, white space is not.
 *
 * @throws InputError at the first character that differs, or if one corpus ends before the other
 */
export function* alignSentences(
  gold: Iterable<LabeledSentence>,
  predicted: Iterable<LabeledSentence>,
  paths: Paths,
): Generator<AlignedSentence> {
  const stream = createCharacterStream(predicted, paths.predicted);
  for (const sentence of gold) {
    const { tokens, spans, line, lines } = sentence;
    const same = stream.takeEqual(tokens);
    const found =
      same ?? stream.takeSpans(tokens, (token) => `${paths.gold}:${lineOf(sentence, token)}`);
    yield { tokens, gold: spans, predicted: found, line, ...(lines && { lines }) };
  }
  stream.expectEnd(paths.gold);
}

interface CharacterStream {
  /** The spans of the next predicted sentence if it has exactly these tokens. */
  takeEqual(tokens: readonly string[]): readonly Span[] | undefined;
  /** The spans that begin within these tokens. */
  takeSpans(tokens: readonly string[], placeOf: (token: number) => string): Span[];
  expectEnd(goldPath: string): void;
}

function createCharacterStream(
  predicted: Iterable<LabeledSentence>,
  path: string,
): CharacterStream {
  const iterator = predicted[Symbol.iterator]();
  let peeked: LabeledSentence | undefined;
  // Characters of the predicted side that are not used yet are those from `used` on; offsets count from the start of `text`.
  let text = '';
  let used = 0;
  let spans: Span[] = [];
  let usedSpanCount = 0;
  let places: Place[] = [];

  function next(): LabeledSentence | undefined {
    const sentence = peeked;
    peeked = undefined;
    if (sentence !== undefined) return sentence;
    const { value, done } = iterator.next();
    return done ? undefined : value;
  }

  function append(sentence: LabeledSentence): void {
    if (used === text.length) {
      [text, used, usedSpanCount] = ['', 0, 0];
      [spans, places] = [[], []];
    }
    const offsets = [text.length];
    for (const [index, token] of sentence.tokens.entries()) {
      places.push({ offset: text.length, line: lineOf(sentence, index) });
      text += withoutSpace(token);
      offsets.push(text.length);
    }
    for (const span of sentence.spans) {
      spans.push({ ...span, start: offsets[span.start], end: offsets[span.end] });
    }
  }

  function refuse(goldText: string, placeOf: (offset: number) => string): InputError {
    let offset = 0;
    while (text[used + offset] === goldText[offset]) offset++;
    // Half of a surrogate pair is no character to show.
    if (offset > 0 && isHighSurrogate(goldText, offset - 1)) offset--;
    const shown = (from: string, start: number) => excerpt(from.slice(start, start + SHOWN_LENGTH));
    const line = places.findLast((place) => place.offset <= used + offset)?.line ?? 1;
    const found =
      used + offset < text.length
        ? `${path}:${line} has ${shown(text, used + offset)}`
        : `${path} ends`;
    return new InputError(
      `${placeOf(offset)}: expected the same text on both sides: gold has ${shown(goldText, offset)}, ${found}`,
    );
  }

  return {
    takeEqual: (tokens) => {
      if (used < text.length) return undefined;
      peeked = next();
      if (peeked === undefined || !isSameTokens(peeked.tokens, tokens)) return undefined;
      const { spans: found } = peeked;
      peeked = undefined;
      return found;
    },
    takeSpans: (tokens, placeOf) => {
      const goldText = tokens.map(withoutSpace).join('');
      while (text.length - used < goldText.length) {
        const sentence = next();
        if (sentence === undefined) break;
        append(sentence);
      }
      const offsets = offsetsOf(tokens);
      if (!text.startsWith(goldText, used)) {
        throw refuse(goldText, (offset) => placeOf(tokenAt(offset, offsets)));
      }
      const found: Span[] = [];
      const end = used + goldText.length;
      for (; usedSpanCount < spans.length && spans[usedSpanCount].start < end; usedSpanCount++) {
        const span = spans[usedSpanCount];
        found.push({
          ...span,
          start: positionOf(span.start - used, offsets),
          end: positionOf(span.end - used, offsets),
        });
      }
      used = end;
      return found;
    },
    expectEnd: (goldPath) => {
      if (used === text.length) peeked = next();
      const line =
        used < text.length ? places.findLast(({ offset }) => offset <= used)?.line : peeked?.line;
      if (line === undefined) return;
      throw new InputError(
        `${path}:${line}: expected the predictions to end where ${goldPath} ends, found more text`,
      );
    },
  };
}

interface Place {
  readonly offset: number;
  readonly line: number;
}

const SHOWN_LENGTH = 30;

const isHighSurrogate = (text: string, index: number) => /[\ud800-\udbff]/.test(text[index]);

const withoutSpace = (token: string) => token.replaceAll(/\s/gu, '');

function isSameTokens(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((token, index) => token === b[index]);
}

/** Where each token begins among the characters, and where the last one ends. */
function offsetsOf(tokens: readonly string[]): number[] {
  const offsets = [0];
  for (const token of tokens)
    offsets.push(offsets[offsets.length - 1] + withoutSpace(token).length);
  return offsets;
}

/** The last token that begins at or before a character. */
function tokenAt(offset: number, offsets: readonly number[]): number {
  const token = offsets.findLastIndex((begin) => begin <= offset);
  return Math.min(token, offsets.length - 2);
}

/** A character's place in tokens: a whole number at a boundary, a fraction within a token, more than their number beyond them. */
function positionOf(offset: number, offsets: readonly number[]): number {
  const last = offsets.length - 1;
  if (offset > offsets[last]) return last + 1;
  const token = offsets.findLastIndex((begin) => begin <= offset);
  if (offsets[token] === offset) return offsets.indexOf(offset);
  return token + (offset - offsets[token]) / (offsets[token + 1] - offsets[token]);
}
