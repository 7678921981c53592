// Word dropout (Kiperwasser & Goldberg 2016): rare words become the unknown word at random, so that
// its vector is learned. A word seen n times is dropped with probability z / (z + n). Subwords are
// left out one by one, so that the network does not rely on a few of them.
import type { EncodedWords } from '../../model/vocabulary/encode-words.js';
import { UNKNOWN_WORD } from '../../model/vocabulary/lexicon.js';
import type { Random } from '../../tensors/random.js';
import type { TrainingOptions } from '../optimization/options.js';

export interface WordDropoutRates extends Pick<TrainingOptions, 'wordDropout' | 'subwordDropout'> {
  /** The least probability of any word; 0, if absent. */
  readonly leastWordDropout?: number;
}

/** Counts by word id, which are added up if an id comes several times. */
export type WordCounts = Iterable<readonly [wordId: number, count: number]>;

/**
 * Returns a function that drops words of a sentence. A dropped word keeps its characters, its shape,
 * and those subwords that are not dropped themselves.
 *
 * @param sentences training sentences, in which the words are counted
 * @param others counts of words in further sentences
 */
export function createWordDropout(
  sentences: readonly { readonly words: EncodedWords }[],
  { wordDropout: z, leastWordDropout = 0, subwordDropout = 0 }: WordDropoutRates,
  random: Random,
  others: WordCounts = [],
): (words: EncodedWords) => EncodedWords {
  const counts = new Map<number, number>();
  for (const { words } of sentences) {
    for (const id of words.wordIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  for (const [id, count] of others) counts.set(id, (counts.get(id) ?? 0) + count);
  const drop = (id: number) => {
    const probability = Math.max(leastWordDropout, z / (z + (counts.get(id) ?? 0)));
    return random.uniform() < probability ? UNKNOWN_WORD : id;
  };
  const dropSubwords = (own: readonly number[]) =>
    own.filter(() => random.uniform() >= subwordDropout);
  return ({ wordIds, subwords, ...rest }) => ({
    wordIds: wordIds.map(drop),
    ...(subwords && { subwords: subwordDropout > 0 ? subwords.map(dropSubwords) : subwords }),
    ...rest,
  });
}
