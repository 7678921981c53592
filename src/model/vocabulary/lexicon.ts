// The row of the embedding table that a word has.
import { withoutPlace } from '../../text/unit-reader.js';
import { foldWord, type WordFormVersion } from '../../text/word-form.js';
import { lookUpWord, type WordIndex } from '../../vectors/vector-lookup.js';

/** Row 0, trained like the others. */
export const UNKNOWN_WORD = 0;

export interface WordForms {
  /** Whether learned words are folded. */
  readonly foldsWords: boolean;
  /** Whether the vector file writes digits as 0. */
  readonly digitsAreZeros: boolean;
  /** Version 1, if absent. */
  readonly wordForms?: WordFormVersion;
  /** Rows between those of the learned words and those of the vector file; 0, if absent. */
  readonly subwordCount?: number;
}

export interface Lexicon {
  /** @param word normalized */
  idOf(word: string): number;
}

/**
 * Looks words up among the learned ones, folded or as they are written; then in the vector file, as
 * written, in lower case, folded, and with digits as 0.
 *
 * @param words by row; the first is empty and stands for unknown words
 * @param vectorWords words of the vector file, whose rows follow those of learned words and subwords
 */
export function createLexicon(
  words: readonly string[],
  vectorWords: readonly string[],
  forms: WordForms,
): Lexicon {
  return lexiconOf(indexWords(words), indexWords(vectorWords), forms);
}

/** The same over indexes that exist already. */
export function lexiconOf(
  learned: WordIndex,
  fixed: WordIndex,
  { foldsWords, digitsAreZeros, wordForms = 1, subwordCount = 0 }: WordForms,
): Lexicon {
  return {
    idOf: (word) => {
      const form = foldsWords ? foldWord(word, wordForms) : word;
      const row = learned.get(form);
      if (row !== undefined) return row;
      const asWritten = form === word ? undefined : lookUpWord(fixed, word, false);
      const whole = withoutPlace(word);
      const found =
        asWritten ??
        lookUpWord(fixed, form, digitsAreZeros) ??
        (whole === word ? undefined : lookUpWord(fixed, whole, digitsAreZeros));
      return found ? learned.size + subwordCount + found.row : UNKNOWN_WORD;
    },
  };
}

const indexWords = (words: readonly string[]): WordIndex =>
  new Map(words.map((word, row) => [word, row]));
