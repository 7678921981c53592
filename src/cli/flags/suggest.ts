// Suggestions for misspelled names and values.
import { distance } from 'fastest-levenshtein';

type Spell = (name: string) => string;

const asItIs: Spell = (name) => name;

/**
 * The end of an error about a misspelled name: "; did you mean epochs?", or nothing if no name is
 * like it.
 *
 * @param spell renders a name as it is to be typed
 */
export function renderSuggestion(
  word: string,
  names: readonly string[],
  spell: Spell = asItIs,
): string {
  return render(suggest(word, names), spell);
}

/** The same about a value, which must be more alike: `best` is no misspelled `fast`. */
export function renderChoiceSuggestion(
  value: unknown,
  choices: readonly string[] = [],
  spell: Spell = asItIs,
): string {
  if (typeof value !== 'string') return '';
  return render(suggest(value, choices, Math.floor((value.length + 1) / 3)), spell);
}

const render = (meant: string | undefined, spell: Spell) =>
  meant === undefined ? '' : `; did you mean ${spell(meant)}?`;

/** The name nearest to a misspelled one, or else one that begins with it; undefined if none does. */
export function suggest(
  word: string,
  names: readonly string[],
  tolerance = 1 + Math.floor(word.length / 3),
): string | undefined {
  const lowerWord = word.toLowerCase();
  let nearest: string | undefined;
  let least = tolerance + 1;
  for (const name of names) {
    const edits = distance(lowerWord, name.toLowerCase());
    if (edits < least) {
      nearest = name;
      least = edits;
    }
  }
  if (nearest !== undefined || word === '') return nearest;
  return names.find((name) => name.toLowerCase().startsWith(lowerWord));
}
