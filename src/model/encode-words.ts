// Words as the network knows them.
import type { Spelling } from '../layers/characters.js';
import type { Alphabet } from './alphabet.js';
import type { Lexicon } from './lexicon.js';

/** Words in any order, the same word as often as it comes. */
export interface EncodedWords {
  readonly wordIds: readonly number[];
  /** As many, the same list for the same word; none where the network reads no letters. */
  readonly spellings: readonly Spelling[];
}

export type EncodeWords = (words: readonly string[]) => EncodedWords;

/** Remembers every word it has seen: to be made anew for each text, or for a corpus that is known as a whole. */
export function createWordEncoder(lexicon: Lexicon, alphabet: Alphabet | undefined): EncodeWords {
  const known = new Map<string, { readonly id: number; readonly spelling: Spelling }>();
  const encode = (word: string) => {
    const seen = known.get(word);
    if (seen) return seen;
    const entry = { id: lexicon.idOf(word), spelling: alphabet?.spell(word) ?? [] };
    known.set(word, entry);
    return entry;
  };
  return (words) => {
    const entries = words.map(encode);
    return {
      wordIds: entries.map(({ id }) => id),
      spellings: alphabet ? entries.map(({ spelling }) => spelling) : [],
    };
  };
}
