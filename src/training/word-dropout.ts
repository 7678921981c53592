// Word dropout (Kiperwasser & Goldberg 2016): rare words become the unknown word at random, so that
// its vector is learned. A word seen n times is dropped with probability z / (z + n).
import type { EncodedWords } from '../model/vocabulary/encode-words.js';
import { UNKNOWN_WORD } from '../model/vocabulary/lexicon.js';
import type { Random } from '../tensors/random.js';

/** Counts by word id, which are added up if an id comes several times. */
export type WordCounts = Iterable<readonly [wordId: number, count: number]>;

/**
 * Returns a function that drops words of a sentence. A dropped word keeps its characters and shape.
 *
 * @param sentences training sentences, in which the words are counted
 * @param others counts of words in further sentences
 */
export function createWordDropout(
  sentences: readonly { readonly words: EncodedWords }[],
  z: number,
  random: Random,
  others: WordCounts = [],
): (words: EncodedWords) => EncodedWords {
  const counts = new Map<number, number>();
  for (const { words } of sentences) {
    for (const id of words.wordIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  for (const [id, count] of others) counts.set(id, (counts.get(id) ?? 0) + count);
  const drop = (id: number) => {
    const probability = z / (z + (counts.get(id) ?? 0));
    return random.uniform() < probability ? UNKNOWN_WORD : id;
  };
  return ({ wordIds, ...rest }) => ({ wordIds: wordIds.map(drop), ...rest });
}
