// Random tag sequences, illegal ones included.
import type { RandomNumbers } from '../random.js';
import type { TaggedSentence } from './conlleval.js';

/**
 * Sentences of up to 8 tags, some of them empty. About half of the predicted tags are the gold tag.
 *
 * @param prefixes characters to draw from, `O` with no type
 */
export function randomSentences(
  random: RandomNumbers,
  prefixes: string,
  types: readonly string[] = ['PER', 'LOC'],
): TaggedSentence[] {
  const randomTag = () => {
    const prefix = prefixes[random.integer(prefixes.length)];
    return prefix === 'O' ? 'O' : `${prefix}-${types[random.integer(types.length)]}`;
  };
  return Array.from({ length: 1 + random.integer(5) }, () => {
    const gold = Array.from({ length: random.integer(9) }, randomTag);
    const predicted = gold.map((tag) => (random.integer(2) === 0 ? tag : randomTag()));
    return { gold, predicted };
  });
}
