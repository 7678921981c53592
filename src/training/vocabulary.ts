// The vocabulary of a new tagger: words, characters, types and entities of the training sentences.
import type { LabeledSentence } from '../corpora/conll.js';
import { type EntityHashes, hashEntities } from '../model/training-entities.js';
import { charactersOf } from '../model/vocabulary/character-vocabulary.js';
import { foldWord } from '../text/word-form.js';

export interface Vocabulary {
  /** Sorted. */
  readonly types: readonly string[];
  /** In order of appearance, after an empty one for the unknown word. */
  readonly words: readonly string[];
  /**
   * Characters of at least two words, in order of appearance, after an empty one for the unknown
   * character.
   */
  readonly characters: readonly string[];
  readonly entities?: EntityHashes;
}

/** @param foldsWords whether words are folded; characters never are */
export function collectVocabulary(
  sentences: readonly LabeledSentence[],
  foldsWords: boolean,
): Vocabulary {
  const types = new Set(sentences.flatMap(({ spans }) => spans.map(({ label }) => label)));
  const written = new Set(sentences.flatMap(({ tokens }) => tokens));
  const words = foldsWords ? new Set([...written].map(foldWord)) : written;
  return {
    types: [...types].sort(),
    words: ['', ...words],
    characters: ['', ...charactersIn(written)],
    entities: hashEntities(sentences),
  };
}

/**
 * A character of a single word is left out, so that the vector of the unknown character is learned.
 */
function charactersIn(words: Iterable<string>): string[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    for (const letter of new Set(charactersOf(word))) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
  }
  return [...counts.keys()].filter((letter) => (counts.get(letter) ?? 0) > 1);
}
