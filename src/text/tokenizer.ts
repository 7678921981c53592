// The tokenizer: wink-tokenizer with patterns of ours, its values aligned with the text.
//
// A text is cut at white space into pieces of bounded length. Each piece is looked up in a cache or
// tokenized by wink, and the values are aligned with it. Only "No." and the two ends of a text
// depend on more than one piece.
import createWinkTokenizer from 'wink-tokenizer';
import { beforeNumbers } from './abbreviations.js';
import { alignTokens, type Token } from './alignment.js';
import {
  ASCII_CLASSES,
  type CharacterClasses,
  isAscii,
  UNICODE_CLASSES,
} from './character-classes.js';
import { lazily } from './lazily.js';
import { cachePieces } from './piece-cache.js';
import { findPieces } from './pieces.js';
import {
  createSpecialPatterns,
  createTermPattern,
  createWideMarkPattern,
  mayHoldSpecial,
} from './token-patterns.js';

export type { Token } from './alignment.js';

/**
 * A tokenizer with its own bounded cache of pieces. A change of its tokens needs a new name: a
 * model needs the tokens it was trained on.
 *
 * Its tokens, in order, cover every character but white space (`\s`) exactly once, and
 * `text.slice(start, end)` is the text of a token. Time grows linearly with the text.
 */
export function createTokenizer(): (text: string) => Token[] {
  const tokensOf = cachePieces(tokenizePieces());

  return (text) => {
    const tokens: Token[] = [];
    const offsets = findPieces(text);
    for (let i = 0; i < offsets.length; i += 2) {
      const start = offsets[i];
      const piece = text.slice(start, offsets[i + 1]);
      if (piece.length <= LONGEST_UNCACHED && isPlainWord.test(piece)) {
        tokens.push({ text: piece, start, end: start + piece.length });
        continue;
      }
      for (const token of tokensOf(piece)) {
        tokens.push({ text: token.text, start: start + token.start, end: start + token.end });
      }
      if (text.charCodeAt(offsets[i + 1] - 1) === PERIOD) {
        detachPeriod(tokens, text, offsets[i + 2]);
      }
    }
    joinListNumber(tokens);
    return tokens;
  };
}

/** Pieces of ASCII have a tokenizer of their own, which is ready sooner and finds the same. */
function tokenizePieces(): (piece: string) => readonly Token[] {
  const ofAscii = lazily(() => createPieceTokenizer(ASCII_CLASSES));
  const ofOthers = lazily(() => createPieceTokenizer(UNICODE_CLASSES));
  return (piece) => {
    if (isPlainWord.test(piece)) return [{ text: piece, start: 0, end: piece.length }];
    return isAscii(piece) ? ofAscii()(piece) : ofOthers()(piece);
  };
}

// So short that V8 copies the characters of a slice: what keeps the token need not keep the text.
const LONGEST_UNCACHED = 12;

// No pattern cuts it.
const isPlainWord = /^[A-Za-z0-9]+$/;

// Wink tries added patterns before its own, so two instances are needed. The first finds addresses,
// emoji and so on, the second cuts the rest into words. Wink's own patterns for these are off: its
// times and emoticons eat into the words around them ("20 Am|ericans"), its words, mentions and
// hashtags end at letters beyond Latin-1, and its contractions lose text ("Müller's") or invent it
// ("LET'S"). The tag of an added pattern must not be `word`, or wink looks the match up among its
// contractions.
/** @param classes those of ASCII only for pieces of ASCII */
export function createPieceTokenizer(
  classes: CharacterClasses,
): (piece: string) => readonly Token[] {
  const isForAscii = classes === ASCII_CLASSES;
  const none = Object.fromEntries(winkCategories.map((category) => [category, false]));

  const specials = lazily(() => {
    const tokenizer = createWinkTokenizer();
    tokenizer.defineConfig({ ...none, email: true, emoji: true });
    for (const pattern of Object.values(createSpecialPatterns(classes))) {
      tokenizer.addRegex(pattern, 'special', 'k');
    }
    return tokenizer;
  });

  const words = createWinkTokenizer();
  words.defineConfig({ ...none, currency: true, punctuation: true, symbol: true });
  if (!isForAscii) words.addRegex(createWideMarkPattern(), 'mark', 'k');
  words.addRegex(createTermPattern(classes), 'term', 'k');

  const cutWords = (text: string): string[] => words.tokenize(text).map(({ value }) => value);
  return (piece) => {
    if (!mayHoldSpecial(piece, isForAscii)) return alignTokens(piece, cutWords(piece));
    const values = specials()
      .tokenize(piece)
      .flatMap(({ value, tag }) => (tag === 'alien' ? cutWords(value) : [value]));
    return alignTokens(piece, values);
  };
}

const winkCategories = [
  'quoted_phrase',
  'url',
  'email',
  'mention',
  'hashtag',
  'emoji',
  'emoticon',
  'time',
  'ordinal',
  'number',
  'currency',
  'word',
  'punctuation',
  'symbol',
];

const PERIOD = '.'.charCodeAt(0);
const isInitial = (token: string) => /^\p{Lu}\.$/u.test(token);
const numbered = new RegExp(`^(?:${beforeNumbers.join('|')})\\.$`);

// Takes the period from "No." if no number follows, and from "plan B." at the end of the text.
function detachPeriod(tokens: Token[], text: string, next: number | undefined): void {
  const last = tokens[tokens.length - 1];
  const isSentenceEnd =
    (next === undefined && isInitial(last.text)) ||
    (numbered.test(last.text) && (next === undefined || !/\p{N}/u.test(text[next])));
  if (!isSentenceEnd) return;
  const { start, end } = last;
  tokens.pop();
  tokens.push({ text: text.slice(start, end - 1), start, end: end - 1 });
  tokens.push({ text: '.', start: end - 1, end });
}

// "1. Smith": the number that opens a text keeps its period, as in a list.
function joinListNumber(tokens: Token[]): void {
  if (tokens.length < 3 || tokens[1].text !== '.' || !/^\d{1,3}$/.test(tokens[0].text)) return;
  const [{ text, end }, { end: periodEnd }, { start }] = tokens;
  if (periodEnd !== end + 1 || start === periodEnd) return;
  tokens.splice(0, 2, { text: `${text}.`, start: tokens[0].start, end: periodEnd });
}
