// The text that tokens probably come from. Column files do not say where spaces were.
import type { Token } from './alignment.js';
import { beginsUnspaced, endsUnspaced, hasUnspaced } from './unspaced-scripts.js';

/** A text, and its tokens with their places in it. */
export interface JoinedTokens {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/**
 * The tokens at their places in a text; undefined if anything but white space is between them.
 *
 * @param text the source text of the tokens
 */
export function placeTokens(words: readonly string[], text: string): JoinedTokens | undefined {
  const tokens: Token[] = [];
  let position = 0;
  for (const word of words) {
    const start = text.indexOf(word, position);
    if (start < 0 || /\S/.test(text.slice(position, start))) return undefined;
    position = start + word.length;
    tokens.push({ text: word, start, end: position });
  }
  return /\S/.test(text.slice(position)) ? undefined : { text, tokens };
}

/**
 * Joins tokens as their script does: no spaces beside characters of Chinese, Thai and the like, else
 * a space, but not before a mark that closes or after one that opens.
 */
export function joinTokens(words: readonly string[]): JoinedTokens {
  const tokens: Token[] = [];
  const openQuotes = new Set<string>();
  let text = '';
  let opens = true;
  const isUnspaced = words.some((word) => hasUnspaced(word));
  // In a corpus that is labeled by character, a number is several tokens.
  const touch = (left: string, right: string) =>
    touches(left, right) || (isUnspaced && left.length === 1 && right.length === 1);
  for (const word of words) {
    const isQuote = word === '"' || word === "'";
    const closes = (isQuote && openQuotes.has(word)) || closing.test(word);
    const previous = tokens[tokens.length - 1]?.text;
    if (!opens && !closes && !(previous && touch(previous, word))) text += ' ';
    const start = text.length;
    text += word;
    tokens.push({ text: word, start, end: text.length });
    opens = opening.test(word) || (isQuote && !openQuotes.has(word));
    if (isQuote && !openQuotes.delete(word)) openQuotes.add(word);
  }
  return { text, tokens };
}

/** Tokens with a space between them, but none where their script has none: for excerpts. */
export function joinForReading(words: readonly string[]): string {
  return words.reduce((text, word) => text + gapBetween(text, word) + word, '');
}

/** What is between two texts in an excerpt. */
export const gapBetween = (left: string, right: string): string =>
  left === '' || right === '' || touches(left, right) ? '' : ' ';

// Marks of CJK and full-width marks bring their own space.
const wide = /[\u3000-\u303f\uff00-\uffef]/u;

function touches(left: string, right: string): boolean {
  return (
    endsUnspaced(left) || beginsUnspaced(right) || wide.test(left.slice(-1)) || wide.test(right[0])
  );
}

// Marks, and the ends of words that the Penn Treebank cuts off.
const closing = /^(?:[.,;:!?%)\]}»”’…،؛؟।॥]+|''|['’](?:s|m|d|re|ve|ll)|n['’]t)$/iu;
const opening = /^(?:[([{«„“‘¿¡$£€#]+|``)$/u;
