// Suggestions for misspelled names.
import { distance } from 'fastest-levenshtein';

/** The name nearest to a misspelled one, or else one that begins with it; undefined if none does. */
export function suggest(word: string, names: readonly string[]): string | undefined {
  const lowerWord = word.toLowerCase();
  const tolerance = 1 + Math.floor(word.length / 3);
  let nearest: string | undefined;
  let least = tolerance + 1;
  for (const name of names) {
    const edits = distance(lowerWord, name);
    if (edits < least) {
      nearest = name;
      least = edits;
    }
  }
  return nearest ?? (word === '' ? undefined : names.find((name) => name.startsWith(lowerWord)));
}
