// The words of a batch by their letters: each distinct one is computed once, however often it comes.
import type { Matrix } from '../tensors/matrix.js';

/** Rows of the letters of a word, at least one; one and the same list for one word. */
export type Spelling = readonly number[];

export interface SpellingForward {
  /** Adds the gradient of the output to the parameters'. */
  backward(dOutput: Matrix): void;
}

export interface DistinctSpellings {
  /** In the order in which they first come. */
  readonly words: readonly Spelling[];
  /** (R) which of these words a token is. */
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
