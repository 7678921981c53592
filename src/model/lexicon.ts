// Which row of the embedding table a word has.
import { lookUpWord } from '../text/vector-lookup.js';

/** Row 0, learned like the others. */
export const unknownWord = 0;

export interface Lexicon {
  /** The learned words by row; the first stands for the unknown word and is empty. */
  readonly words: readonly string[];
  /** Words of the vector file, whose rows follow the learned ones. */
  readonly vectorWords: readonly string[];
  readonly digitsAreZeros: boolean;
  idOf(word: string): number;
}

/** Learned words first, as they are written; then the vector file, exact, in lower case, with digits as 0. */
export function createLexicon(
  words: readonly string[],
  vectorWords: readonly string[],
  digitsAreZeros: boolean,
): Lexicon {
  const learned = new Map(words.map((word, row) => [word, row]));
  const fixed = new Map(vectorWords.map((word, row) => [word, row]));
  return {
    words,
    vectorWords,
    digitsAreZeros,
    idOf: (word) => {
      const row = learned.get(word);
      if (row !== undefined) return row;
      const found = lookUpWord(fixed, word, digitsAreZeros);
      return found ? words.length + found.row : unknownWord;
    },
  };
}
