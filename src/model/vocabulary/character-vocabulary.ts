// The character vocabulary of a model, and the spelling of words in it.
import type { Spelling } from '../../layers/spelling.js';

/** Row 0, trained on the characters that only one word of the corpus has. */
export const UNKNOWN_CHARACTER = 0;

/**
 * Of longer words, such as web addresses, only so many characters are read: the first half and the
 * last.
 */
export const LONGEST_SPELLING = 64;

export interface CharacterVocabulary {
  /** By row; the first is empty and stands for unknown characters. */
  readonly characters: readonly string[];
  /** The rows of the word's characters; an empty word has one unknown character. */
  spell(word: string): Spelling;
}

export function createCharacterVocabulary(characters: readonly string[]): CharacterVocabulary {
  const rows = new Map(characters.map((character, row) => [character, row]));
  const rowOf = (character: string) => rows.get(character) ?? UNKNOWN_CHARACTER;
  const spell = (word: string) =>
    word === '' ? [UNKNOWN_CHARACTER] : charactersOf(word).map(rowOf);
  return { characters, spell };
}

/** The code points of a word, without those in the middle of a long one. */
export function charactersOf(word: string): string[] {
  const half = LONGEST_SPELLING / 2;
  // A code point has at most two UTF-16 units, so the outermost units of a very long word hold its
  // ends.
  const characters =
    word.length > 2 * LONGEST_SPELLING
      ? [...word.slice(0, LONGEST_SPELLING), ...word.slice(-LONGEST_SPELLING)]
      : [...word];
  return characters.length > LONGEST_SPELLING
    ? [...characters.slice(0, half), ...characters.slice(-half)]
    : characters;
}
