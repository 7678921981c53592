// The subwords that a new tagger learns: those that the most words of the corpus have.
import { type SubwordForms, subwordsOf } from '../model/vocabulary/subwords.js';

// A subword of a single word would learn what the vector of the word learns.
const LEAST_WORDS = 2;

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
