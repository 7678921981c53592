// The vocabulary of a new tagger: words, characters, types and entities of the training sentences.
import type { LabeledSentence } from '../corpora/conll.js';
import { type EntityHashes, hashEntities } from '../model/training-entities.js';
import { charactersOf } from '../model/vocabulary/character-vocabulary.js';
import { withoutPlace } from '../text/unit-reader.js';
import { foldWord, normalizeWord, type WordFormVersion } from '../text/word-form.js';

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
  /** The most frequent first; absent if the network reads none. */
  readonly subwords?: readonly string[];
  /** By word, under what else its vector is looked up: "straße" for the folded "strasse". */
  readonly spellings?: ReadonlyMap<string, string>;
}

/** @param foldsWords whether words are folded; characters never are */
export function collectVocabulary(
  sentences: readonly LabeledSentence[],
  foldsWords: boolean,
  wordForms: WordFormVersion = 1,
): Vocabulary {
  const types = new Set(sentences.flatMap(({ spans }) => spans.map(({ label }) => label)));
  const tokens = new Set(sentences.flatMap((sentence) => sentence.tokens));
  const written = new Set([...tokens].map((token) => normalizeWord(token, wordForms)));
  const fold = (word: string) => foldWord(word, wordForms);
  const words = foldsWords ? new Set([...written].map(fold)) : written;
  const spellings = new Map<string, string>();
  for (const word of written) {
    const form = foldsWords ? fold(word) : word;
    const spelling = withoutPlace(foldsWords ? word.toLowerCase() : word);
    if (spelling !== form && !spellings.has(form)) spellings.set(form, spelling);
  }
  return {
    types: [...types].sort(),
    words: ['', ...words],
    characters: ['', ...charactersIn(written)],
    entities: hashEntities(sentences),
    spellings,
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
