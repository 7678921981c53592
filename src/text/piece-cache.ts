// Remembers the tokens of the pieces seen of late: text is Zipfian, a few pieces make up most of it.

import type { Token } from './alignment.js';

const maximumEntryCount = 1 << 15;
const maximumKeyLength = 64;

/**
 * Wraps `tokenize` in a cache of two generations, each of at most 32,768 pieces of at most 64 UTF-16 units:
 * when the young one is full it becomes the old one, and the old one is forgotten.
 */
export function cachePieces(
  tokenize: (piece: string) => readonly Token[],
): (piece: string) => readonly Token[] {
  let young = new Map<string, readonly Token[]>();
  let old = new Map<string, readonly Token[]>();

  const remember = (piece: string, tokens: readonly Token[]): void => {
    if (young.size >= maximumEntryCount) {
      old = young;
      young = new Map();
    }
    young.set(piece, tokens);
  };

  return (piece) => {
    const recent = young.get(piece);
    if (recent !== undefined) return recent;
    if (piece.length > maximumKeyLength) return tokenize(piece);
    // A slice may keep the whole text it was cut from alive, so what is kept is a slice of a copy.
    const key = ` ${piece}`.slice(1);
    const tokens = old.get(key) ?? tokenize(key);
    remember(key, tokens);
    return tokens;
  };
}
