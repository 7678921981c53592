// Which row of the embedding table a word has.

import { foldWord } from '../../text/word-form.js';
import { lookUpWord, type WordIndex } from '../../vectors/vector-lookup.js';

/** Row 0, learned like the others. */
export const unknownWord = 0;

export interface WordForms {
  /** Whether learned words are folded. */
  readonly foldsWords: boolean;
  /** Whether the vector file has its digits as 0. */
  readonly digitsAreZeros: boolean;
}

export interface Lexicon {
  idOf(word: string): number;
}

/**
 * Learned words first, folded or as they are written; then the vector file, exact, in lower case, folded, with digits
 * as 0.
 *
 * @param words by row; the first, empty, stands for the unknown word
 * @param vectorWords of the vector file, whose rows follow the learned ones
 */
export function createLexicon(
  words: readonly string[],
  vectorWords: readonly string[],
  forms: WordForms,
): Lexicon {
  return lexiconOf(indexWords(words), indexWords(vectorWords), forms);
}

/** The same for words that can be looked up already. */
export function lexiconOf(
  learned: WordIndex,
  fixed: WordIndex,
  { foldsWords, digitsAreZeros }: WordForms,
): Lexicon {
  return {
    idOf: (word) => {
      const form = foldsWords ? foldWord(word) : word;
      const row = learned.get(form);
      if (row !== undefined) return row;
      const asWritten = form === word ? undefined : lookUpWord(fixed, word, false);
      const found = asWritten ?? lookUpWord(fixed, form, digitsAreZeros);
      return found ? learned.size + found.row : unknownWord;
    },
  };
}

const indexWords = (words: readonly string[]): WordIndex =>
  new Map(words.map((word, row) => [word, row]));
