// The tokenizers by name. A model records the one that cuts raw text as its corpus was cut.
import { alignTokens, type Token } from './alignment.js';
import { cachePieces } from './piece-cache.js';
import { findPieces } from './pieces.js';
import { createTokenizer } from './tokenizer.js';
import { splitCharacters, splitIdeographs } from './unspaced-scripts.js';

/** From the most usual to the least. */
export const tokenizerNames = [
  'words',
  'whitespace',
  'unicode',
  'ideographs',
  'characters',
] as const;

export type TokenizerName = (typeof tokenizerNames)[number];

/**
 * The tokens of a text, in order. They cover every character but white space (`\s`) exactly once,
 * and `text.slice(start, end)` is the text of a token.
 */
export type Tokenize = (text: string) => Token[];

/** A tokenizer with its own bounded cache, in time that grows linearly with the text. */
export function createNamedTokenizer(name: TokenizerName): Tokenize {
  switch (name) {
    case 'words':
      return createTokenizer();
    case 'whitespace':
      return cutAtWhiteSpace;
    case 'unicode':
      return cutPieces(createUnicodeWords());
    case 'ideographs':
      return createIdeographTokenizer();
    case 'characters':
      return cutPieces(splitCharacters);
  }
}

/** How a token that was cut elsewhere is split for a model; undefined if it is read as it is. */
export function tokenSplitter(
  name: TokenizerName,
): ((token: string) => readonly string[]) | undefined {
  if (name === 'characters') return splitCharacters;
  return name === 'ideographs' ? splitIdeographs : undefined;
}

function cutAtWhiteSpace(text: string): Token[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: token, index }) => tokenAt(token, index));
}

const tokenAt = (text: string, start: number): Token => ({ text, start, end: start + text.length });

/** Words and marks by Unicode Standard Annex 29; ICU's dictionaries find those without spaces. */
function createUnicodeWords(): (piece: string) => string[] {
  // The locale has no influence on the dictionaries.
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  return (piece) => Array.from(segmenter.segment(piece), ({ segment }) => segment);
}

function cutPieces(cut: (piece: string) => readonly string[]): Tokenize {
  const tokensOf = cachePieces((piece) => alignTokens(piece, cut(piece)));
  return (text) => {
    const tokens: Token[] = [];
    const offsets = findPieces(text);
    for (let i = 0; i < offsets.length; i += 2) {
      const start = offsets[i];
      for (const token of tokensOf(text.slice(start, offsets[i + 1]))) {
        tokens.push(tokenAt(token.text, start + token.start));
      }
    }
    return tokens;
  };
}

function createIdeographTokenizer(): Tokenize {
  const tokenize = createTokenizer();
  return (text) =>
    tokenize(text).flatMap(({ text: word, start }) => {
      let next = start;
      return splitIdeographs(word).map((part) => {
        const token = tokenAt(part, next);
        next = token.end;
        return token;
      });
    });
}

/** Whether a tokenizer cuts by the dictionaries of ICU. */
export const usesIcu = (tokenizer: TokenizerName) =>
  tokenizer === 'unicode' || tokenizer === 'ideographs';
