// The tokenizer for texts whose annotations have no tokens: there is no cut to give back, so the
// script decides.
import { type TokenizerName, tokenSplitter } from '../text/tokenizers.js';
import { hasUnspaced, splitIdeographs } from '../text/unspaced-scripts.js';
import type { SentenceTokenizer } from './cut.js';

// In UTF-16 units. The first texts of a large corpus are enough.
const MOST_READ = 1 << 20;

/** By character if most of the text is in scripts without spaces, else by words. */
export function tokenizerByScript(texts: Iterable<string>): TokenizerName {
  let [unspacedCount, wordCount, length] = [0, 0, 0];
  for (const text of texts) {
    for (const word of text.slice(0, MOST_READ).match(/[\p{L}\p{M}]+/gu) ?? []) {
      for (const part of splitIdeographs(word)) {
        if (hasUnspaced(part)) unspacedCount++;
        else wordCount++;
      }
    }
    length += text.length;
    if (length >= MOST_READ) break;
  }
  return unspacedCount > wordCount ? 'ideographs' : 'words';
}

/** Splits the words of another tokenizer, as the named one does if it splits words at all. */
export function splitWordsOf(tokenize: SentenceTokenizer, name: TokenizerName): SentenceTokenizer {
  const split = tokenSplitter(name);
  if (!split) return tokenize;
  return (text) =>
    tokenize(text).map((tokens) =>
      tokens.flatMap((token) => {
        let end = token.start;
        return split(token.text).map((part) => {
          const start = end;
          end += part.length;
          return { text: part, start, end };
        });
      }),
    );
}
