// Passages of bounded length: short lines whole, long ones split, so that tagging needs bounded
// memory. They are split between sentences; only a sentence that is very long itself is split, at a
// place where there is hardly an entity.
import { forEachColumn } from '../../corpora/columns.js';
import { BATCH_TOKENS } from '../../model/tagging/tag-sentences.js';
import { moved } from '../../text/mapped-text.js';
import { eachSentence } from '../../text/sentences.js';
import type { Passage, Source } from '../formats/passage.js';
import { calmestPlace, calmPlace } from './stream/calm-places.js';

const MAXIMUM_TEXT_LENGTH = 1 << 15;

// The longest sentence in one passage: its tokens need about a thousand times this in bytes.
const MAXIMUM_SENTENCE_LENGTH = 1 << 18;

/** The most tokens of a sentence in one passage. */
export const MAXIMUM_PASSAGE_TOKENS = 32 * BATCH_TOKENS;

/** The same passages, long ones split between sentences. */
export function* splitBetweenSentences<P extends Passage>(passages: Iterable<P>): Generator<P> {
  for (const passage of passages) {
    if (passage.text.length > MAXIMUM_TEXT_LENGTH) yield* partsOf(passage);
    else yield passage;
  }
}

function* partsOf<P extends Passage>(passage: P): Generator<P> {
  const { text } = passage;
  let start = 0;
  for (const { end } of eachSentence(text)) {
    while (end - start > MAXIMUM_SENTENCE_LENGTH) {
      const cut = calmPlace(text, start, start + MAXIMUM_SENTENCE_LENGTH);
      yield partOf(passage, start, cut);
      start = cut;
    }
    if (end - start < MAXIMUM_TEXT_LENGTH || end === text.length) continue;
    // A sentence may seem to end at the question mark of a web address, which should stay whole.
    const isInWord = /[!-~]{2}/.test(text.slice(end - 1, end + 1));
    if (isInWord && end - start < 2 * MAXIMUM_TEXT_LENGTH) continue;
    yield partOf(passage, start, end);
    start = end;
  }
  yield partOf(passage, start, text.length);
}

function partOf<P extends Passage>(passage: P, from: number, to: number): P {
  const isLast = to === passage.text.length;
  return {
    ...passage,
    text: passage.text.slice(from, to),
    end: isLast ? passage.end : undefined,
    source: passage.source && sourceOfPart(passage.source, from, isLast ? undefined : to),
  };
}

/** @param to absent for the last part */
function sourceOfPart(source: Source, from: number, to: number | undefined): Source {
  const { piecesOf } = source;
  const cut = (offset: number) => source.rangeOf(offset - 1, offset)[1];
  const start = from === 0 ? 0 : cut(from);
  const end = to === undefined ? source.text.length : cut(to);
  return {
    text: source.text.slice(start, end),
    rangeOf: (first, last) => moved(source.rangeOf(first + from, last + from), start),
    piecesOf:
      piecesOf &&
      ((first, last) => piecesOf(first + from, last + from).map((range) => moved(range, start))),
  };
}

/** Passages of lines of tokens, long ones split between tokens. */
export function* splitBetweenTokens(
  lines: Iterable<Passage>,
  maxTokens = MAXIMUM_PASSAGE_TOKENS,
): Generator<Passage> {
  for (const line of lines) {
    // More tokens have at least this many characters, because each but the last has a space after
    // it.
    if (line.text.length >= 2 * maxTokens) yield* passagesOfTokens(line, maxTokens);
    else yield line;
  }
}

function* passagesOfTokens(
  { text, end, lineNumber }: Passage,
  maxTokens: number,
): Generator<Passage> {
  const cuts = [0];
  let starts: number[] = [];
  let tokens: string[] = [];
  forEachColumn(text, 0, (start, tokenEnd) => {
    if (tokens.length === maxTokens) {
      const place = calmestPlace(tokens);
      cuts.push(starts[place] ?? start);
      starts = starts.slice(place);
      tokens = tokens.slice(place);
    }
    starts.push(start);
    tokens.push(text.slice(start, tokenEnd));
  });
  for (const [index, cut] of cuts.entries()) {
    const isLast = index === cuts.length - 1;
    const part = text.slice(cut, cuts[index + 1]);
    yield isLast ? { text: part, end, lineNumber } : { text: part, lineNumber };
  }
}
