// A cache of the tokens of recent pieces. Text is Zipfian: a few pieces make up most of it.
import type { Token } from './alignment.js';

const MAXIMUM_ENTRIES = 1 << 12;
const MAXIMUM_KEY_LENGTH = 64;

/**
 * Wraps `tokenize` in a cache of two generations of short pieces. When the young generation is
 * full, it becomes the old one, and the old one is forgotten.
 */
export function cachePieces(
  tokenize: (piece: string) => readonly Token[],
): (piece: string) => readonly Token[] {
  let young = new Map<string, readonly Token[]>();
  let old = new Map<string, readonly Token[]>();

  const remember = (piece: string, tokens: readonly Token[]): void => {
    if (young.size >= MAXIMUM_ENTRIES) {
      old = young;
      young = new Map();
    }
    young.set(piece, tokens);
  };

  return (piece) => {
    const recent = young.get(piece);
    if (recent !== undefined) return recent;
    if (piece.length > MAXIMUM_KEY_LENGTH) return tokenize(piece);
    // A slice may keep the whole text it was cut from alive, so the key is a slice of a copy.
    const key = ` ${piece}`.slice(1);
    const tokens = old.get(key) ?? tokenize(key);
    remember(key, tokens);
    return tokens;
  };
}
