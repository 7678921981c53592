// The subwords that a new tagger learns: those that the most words of the corpus have.
import type { NetworkConfig } from '../model/network/config.js';
import { type SubwordForms, subwordsOf } from '../model/vocabulary/subwords.js';
import type { WordFormVersion } from '../text/word-form.js';
import type { Vocabulary } from './vocabulary.js';

// A subword of a single word would learn what the vector of the word learns.
const LEAST_WORDS = 2;

interface NewNetwork {
  readonly config: NetworkConfig;
  readonly vocabulary: Vocabulary;
}

/** Adds the subwords of the vocabulary's words, if the network is to read some. */
export function addSubwordsTo(
  { config, vocabulary }: NewNetwork,
  wordForms: WordFormVersion,
): NewNetwork {
  if (!config.subwords) return { config, vocabulary };
  const { foldsWords } = config;
  const { lengths, most } = config.subwords;
  // The first word is the unknown one.
  const words = vocabulary.words.slice(1);
  const subwords = collectSubwords(words, { lengths, foldsWords, wordForms }, most);
  // A corpus of few words may have no part of two of them.
  if (subwords.length === 0) return { config: { ...config, subwords: undefined }, vocabulary };
  return { config, vocabulary: { ...vocabulary, subwords } };
}

/**
 * Those of the most words first, and of as many in order of appearance.
 *
 * @param words distinct
 * @param most the largest number of subwords
 */
export function collectSubwords(
  words: readonly string[],
  forms: SubwordForms,
  most: number,
): string[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    for (const subword of subwordsOf(word, forms)) {
      counts.set(subword, (counts.get(subword) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count >= LEAST_WORDS)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([subword]) => subword);
}
