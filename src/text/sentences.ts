// The sentences of a text: those of Intl.Segmenter, joined again after abbreviations.
//
// The segmenter takes more than linear time, so it sees a text in windows. Where a sentence ends
// depends on what follows it, up to the next letter (Unicode Standard Annex 29, rule SB8). A window
// therefore decides only the boundaries before its last letter. The next window begins at the last
// of these boundaries or, if there is none, at that letter, and the sentence goes on.
import {
  beforeNumbers,
  closing,
  endsOfNames,
  introducing,
  sentenceStarters,
  titles,
} from './abbreviations.js';
import { lazily } from './lazily.js';

/** A stretch of a text. Offsets are in UTF-16 units, half-open. */
export interface SentenceRange {
  readonly start: number;
  readonly end: number;
}

// In UTF-16 units. Windows of this length are the fastest; at 16 kB the segmenter is slow already.
const WINDOW_LENGTH = 1024;

/**
 * The sentences of `text`, each with the white space after it. Together they cover the text without
 * gaps. None is blank unless the text is. An empty text has none.
 */
export function splitSentences(text: string, windowLength = WINDOW_LENGTH): SentenceRange[] {
  return isPlainSentence(text)
    ? [{ start: 0, end: text.length }]
    : [...eachSentence(text, windowLength)];
}

/** The sentences of `splitSentences` one by one, for a text of any length. */
export function* eachSentence(
  text: string,
  windowLength = WINDOW_LENGTH,
): Generator<SentenceRange> {
  let held: SentenceRange | undefined;
  let start = 0;
  let isBlank = true;
  let last = 0;
  for (const boundary of boundariesOf(text, windowLength)) {
    isBlank &&= !/\S/.test(text.slice(last, boundary));
    last = boundary;
    if (isBlank || isInsideSentence(text, start, boundary)) continue;
    if (held) yield held;
    held = { start, end: boundary };
    start = boundary;
    isBlank = true;
  }
  // White space at the end belongs to the sentence before it, which was held back for this.
  const isRestBlank = isBlank && !/\S/.test(text.slice(last));
  if (held && (start === text.length || !isRestBlank)) yield held;
  if (start < text.length) {
    yield { start: held && isRestBlank ? held.start : start, end: text.length };
  }
}

const otherThanPlain = /[^\t "-\-/->@-~]/;

// Whether the text is ASCII and no mark could end a sentence before its end. The segmenter, which
// is slow, would not cut it.
function isPlainSentence(text: string): boolean {
  const place = text.search(otherThanPlain);
  return place < 0 ? text !== '' : /^[!.?][\t ]*$/.test(text.slice(place));
}

// Created when it is first needed, since that takes longer than a sentence.
let segmenter: Intl.Segmenter | undefined;

/** The offsets inside `text` at which the segmenter ends a sentence, in rising order. */
function* boundariesOf(text: string, windowLength: number): Generator<number> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  let start = 0;
  while (start < text.length) {
    const end = Math.min(start + windowLength, text.length);
    const decided = end === text.length ? end : endOfDecided(text, start, end);
    let next = decided;
    for (const { index } of segmenter.segment(text.slice(start, end))) {
      const boundary = start + index;
      if (index === 0 || boundary > decided) continue;
      yield boundary;
      next = boundary;
    }
    if (end === text.length) return;
    start = next;
  }
}

// The offset of the last letter, or half the window if its second half has no letter.
function endOfDecided(text: string, start: number, end: number): number {
  const least = start + ((end - start) >> 1);
  for (let i = end - 1; i > least; i--) {
    if (/\p{L}/u.test(text[i])) return i;
  }
  const code = text.charCodeAt(least);
  return code >= 0xdc00 && code < 0xe000 ? least + 1 : least;
}

const CONTEXT_LENGTH = 48;
const afterTitle = endsWith([...titles, ...introducing]);
const afterName = endsWith([...endsOfNames, ...closing]);
const afterNumbered = endsWith(beforeNumbers);
const afterDotted = lazily(() => /(?<![\p{L}\p{N}\p{M}])(?:\p{L}(?:\.\p{L})+|\p{Lu}|Ph\.D)\.\s*$/u);
const listNumber = /^\s*\d{1,3}\.\s*$/;
const lineEnd = /[\n\r\u0085\u2028\u2029]\s*$/u;
const starter = lazily(
  () => new RegExp(`^["'“‘(]*(?:${sentenceStarters.join('|')})(?![\\p{L}\\p{N}\\p{M}])`, 'u'),
);

// Whether the period before `boundary` belongs to an abbreviation, an initial, or the number of a
// list.
function isInsideSentence(text: string, start: number, boundary: number): boolean {
  const before = text.slice(Math.max(start, boundary - CONTEXT_LENGTH), boundary);
  if (!/\.\s*$/.test(before) || lineEnd.test(before)) return false;
  const after = text.slice(boundary, boundary + CONTEXT_LENGTH);
  if (boundary - start <= before.length && listNumber.test(before)) return true;
  if (afterTitle().test(before)) return true;
  if (afterNumbered().test(before)) return /^\p{N}/u.test(after);
  return (afterName().test(before) || afterDotted().test(before)) && !starter().test(after);
}

function endsWith(words: readonly string[]): () => RegExp {
  return lazily(() => {
    const alternatives = words.flatMap((word) => [word, word.toUpperCase()]).join('|');
    return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])(?:${alternatives})\\.\\s*$`, 'u');
  });
}
