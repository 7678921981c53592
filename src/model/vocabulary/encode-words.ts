// Words as ids: of their vectors and subwords, their characters and their shapes.
import type { Spelling } from '../../layers/spelling.js';
import type { Subwords } from '../../layers/subwords.js';
import { normalizeWord, type WordFormVersion } from '../../text/word-form.js';
import { shapeOf, wordShapes } from '../../text/word-shape.js';
import type { CharacterVocabulary } from './character-vocabulary.js';
import type { Lexicon } from './lexicon.js';
import type { ReadSubwords } from './subwords.js';
import { contextOf, type SentenceTokens, type WordContext, wordOf } from './word-context.js';

/** Words in any order; a word may come several times. */
export interface EncodedWords {
  readonly wordIds: readonly number[];
  /** Rows of the known subwords of each word; absent if the network reads none. */
  readonly subwords?: Subwords;
  /**
   * One for each word, the same list for the same word; empty if the network reads no characters.
   */
  readonly spellings: readonly Spelling[];
  /** One for each word, an index in the list of shapes; empty if the network reads no shapes. */
  readonly shapes: readonly number[];
  /** What documents say about each word; absent if they say nothing. */
  readonly contexts?: readonly (WordContext | undefined)[];
}

/** What a network reads of a word. */
export interface WordReading {
  readonly lexicon: Lexicon;
  /** Absent if it reads no characters. */
  readonly characterVocabulary?: CharacterVocabulary;
  readonly readsShapes: boolean;
  /** Whether it reads what documents say about words. */
  readonly readsDocuments?: boolean;
  /** Absent if it reads no subwords. */
  readonly readSubwords?: ReadSubwords;
  /** Version 1, if absent. */
  readonly wordForms?: WordFormVersion;
}

export type EncodeWords = (words: SentenceTokens) => EncodedWords;

/**
 * Caches every word it is given: create one for each text, or for a corpus that is known as a
 * whole.
 */
export function createWordEncoder(reading: WordReading): EncodeWords {
  const { lexicon, characterVocabulary, readsShapes, readSubwords, wordForms = 1 } = reading;
  const known = new Map<string, ReturnType<typeof read>>();
  const read = (written: string) => {
    const word = normalizeWord(written, wordForms);
    return {
      id: lexicon.idOf(word),
      spelling: characterVocabulary?.spell(word) ?? [],
      subwords: readSubwords?.(word) ?? [],
      shape: readsShapes ? wordShapes.indexOf(shapeOf(word)) : 0,
    };
  };
  const encode = (word: string) => {
    const entry = known.get(word) ?? read(word);
    known.set(word, entry);
    return entry;
  };
  return (tokens) => {
    const entries = tokens.map((token) => encode(wordOf(token)));
    return {
      wordIds: entries.map(({ id }) => id),
      spellings: characterVocabulary ? entries.map(({ spelling }) => spelling) : [],
      shapes: readsShapes ? entries.map(({ shape }) => shape) : [],
      ...(tokens.some(contextOf) && { contexts: tokens.map(contextOf) }),
      ...(readSubwords && { subwords: entries.map(({ subwords }) => subwords) }),
    };
  };
}
