// The candidates of a batch: its own distinct words, each of which is a negative of all others, and
// words that are drawn by their frequency.
import { UNKNOWN_WORD } from '../../model/vocabulary/lexicon.js';
import type { Random } from '../../tensors/random.js';

export interface DrawnCandidates {
  /** Distinct rows of the table, rising. */
  readonly ids: readonly number[];
  /** By token, the place of its word among them; -1 for words that have no trained row. */
  readonly candidateOfToken: readonly number[];
}

export interface CandidateOptions {
  /** By row of the table, how often the text has the word. */
  readonly counts: readonly number[];
  /** Words to draw, some of them perhaps twice. */
  readonly sampleCount: number;
  readonly random: Random;
}

/** Returns a function that chooses the candidates for the words of a batch, token by token. */
export function createCandidates({
  counts,
  sampleCount,
  random,
}: CandidateOptions): (wordIds: readonly number[]) => DrawnCandidates {
  const draw = createSampler(counts, random);
  const isCandidate = (id: number) => id !== UNKNOWN_WORD && id < counts.length;
  return (wordIds) => {
    const drawn = Array.from({ length: sampleCount }, draw);
    const distinct = new Set([...wordIds, ...drawn].filter(isCandidate));
    const ids = [...distinct].sort((a, b) => a - b);
    const places = new Map(ids.map((id, place) => [id, place]));
    return { ids, candidateOfToken: wordIds.map((id) => places.get(id) ?? -1) };
  };
}

/**
 * Returns a function that draws words by their counts to the power of 0.75 (as word2vec does,
 * Mikolov et al. 2013), and never the unknown word. Frequent words are in most batches anyway.
 */
function createSampler(counts: readonly number[], random: Random): () => number {
  const ends = new Float64Array(counts.length);
  let sum = 0;
  for (const [id, count] of counts.entries()) {
    // Square roots are the same on every engine, unlike other powers.
    if (id !== UNKNOWN_WORD) sum += Math.sqrt(count) * Math.sqrt(Math.sqrt(count));
    ends[id] = sum;
  }
  return () => {
    const at = random.uniform() * sum;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
