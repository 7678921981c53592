// Which row of the embedding table a word has.
import { lookUpWord, type WordIndex } from '../text/vector-lookup.js';

/** Row 0, learned like the others. */
export const unknownWord = 0;

export interface Lexicon {
  idOf(word: string): number;
}

/**
 * Learned words first, as they are written; then the vector file, exact, in lower case, with digits as 0.
 *
 * @param words by row; the first, empty, stands for the unknown word
 * @param vectorWords of the vector file, whose rows follow the learned ones
 */
export function createLexicon(
  words: readonly string[],
  vectorWords: readonly string[],
  digitsAreZeros: boolean,
): Lexicon {
  return lexiconOf(indexWords(words), indexWords(vectorWords), digitsAreZeros);
}

/** The same for words that can be looked up already. */
export function lexiconOf(learned: WordIndex, fixed: WordIndex, digitsAreZeros: boolean): Lexicon {
  return {
    idOf: (word) => {
      const row = learned.get(word);
      if (row !== undefined) return row;
      const found = lookUpWord(fixed, word, digitsAreZeros);
      return found ? learned.size + found.row : unknownWord;
    },
  };
}

const indexWords = (words: readonly string[]): WordIndex =>
  new Map(words.map((word, row) => [word, row]));
