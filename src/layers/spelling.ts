// The words of a batch by their characters: each distinct word is computed once, however often it
// comes.

/** Ids of the characters of a word, at least one. The same word has the same list, not a copy. */
export type Spelling = readonly number[];

export interface DistinctSpellings {
  /** In the order in which they first come. */
  readonly words: readonly Spelling[];
  /** (R) index of each token's word among them. */
  readonly wordOfToken: Int32Array;
}

export function distinctSpellings(spellings: readonly Spelling[]): DistinctSpellings {
  const places = new Map<Spelling, number>();
  const wordOfToken = new Int32Array(spellings.length);
  spellings.forEach((spelling, token) => {
    const place = places.get(spelling) ?? places.size;
    places.set(spelling, place);
    wordOfToken[token] = place;
  });
  return { words: [...places.keys()], wordOfToken };
}
