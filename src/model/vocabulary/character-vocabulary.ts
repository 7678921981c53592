// The letters a model knows, and how a word is spelled in them.
import type { Spelling } from '../../layers/spelling.js';

/** Row 0, learned from the letters that only one word of the corpus has. */
export const unknownLetter = 0;

/** Of a longer word, an address say, the first and the last half of so many letters are read. */
export const LONGEST_SPELLING = 64;

export interface Alphabet {
  /** By row; the first is empty and stands for the unknown letter. */
  readonly letters: readonly string[];
  /** The rows of the word's letters; an empty word has the unknown one. */
  spell(word: string): Spelling;
}

export function createAlphabet(letters: readonly string[]): Alphabet {
  const rows = new Map(letters.map((letter, row) => [letter, row]));
  const rowOf = (letter: string) => rows.get(letter) ?? unknownLetter;
  const spell = (word: string) => (word === '' ? [unknownLetter] : lettersOf(word).map(rowOf));
  return { letters, spell };
}

/** The code points of a word, those in the middle of a long one left out. */
export function lettersOf(word: string): string[] {
  const half = LONGEST_SPELLING / 2;
  // A code point is two units at most: the ends of a very long word lie in its outermost units.
  const letters =
    word.length > 2 * LONGEST_SPELLING
      ? [...word.slice(0, LONGEST_SPELLING), ...word.slice(-LONGEST_SPELLING)]
      : [...word];
  return letters.length > LONGEST_SPELLING
    ? [...letters.slice(0, half), ...letters.slice(-half)]
    : letters;
}
