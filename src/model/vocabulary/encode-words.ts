// Words as the network knows them.
import type { Spelling } from '../../layers/spelling.js';
import { shapeOf, wordShapes } from '../../text/word-shape.js';
import type { Alphabet } from './character-vocabulary.js';
import type { Lexicon } from './lexicon.js';

/** Words in any order, the same word as often as it comes. */
export interface EncodedWords {
  readonly wordIds: readonly number[];
  /** As many, the same list for the same word; none where the network reads no letters. */
  readonly spellings: readonly Spelling[];
  /** As many, places in the list of shapes; none where the network sees no shapes. */
  readonly shapes: readonly number[];
}

/** What of a word is looked at. */
export interface WordReading {
  readonly lexicon: Lexicon;
  readonly alphabet?: Alphabet;
  readonly seesShapes: boolean;
}

export type EncodeWords = (words: readonly string[]) => EncodedWords;

/** Remembers every word it has seen: to be made anew for each text, or for a corpus that is known as a whole. */
export function createWordEncoder({ lexicon, alphabet, seesShapes }: WordReading): EncodeWords {
  const known = new Map<string, ReturnType<typeof read>>();
  const read = (word: string) => ({
    id: lexicon.idOf(word),
    spelling: alphabet?.spell(word) ?? [],
    shape: seesShapes ? wordShapes.indexOf(shapeOf(word)) : 0,
  });
  const encode = (word: string) => {
    const entry = known.get(word) ?? read(word);
    known.set(word, entry);
    return entry;
  };
  return (words) => {
    const entries = words.map(encode);
    return {
      wordIds: entries.map(({ id }) => id),
      spellings: alphabet ? entries.map(({ spelling }) => spelling) : [],
      shapes: seesShapes ? entries.map(({ shape }) => shape) : [],
    };
  };
}
