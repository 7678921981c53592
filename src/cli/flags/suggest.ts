// Suggestions for misspelled names and values.
import { distance } from 'fastest-levenshtein';

// What other commands, or other programs, call a flag; the first one that a command has is meant.
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  'input-format': ['from', 'input'],
  'output-format': ['to', 'format'],
  'input-offsets': ['offsets'],
  'output-offsets': ['offsets'],
  from: ['input-format', 'input'],
  to: ['format'],
  input: ['input-format'],
  format: ['to', 'input-format'],
};

// It overwrites files, so it is not to be typed on a hint.
const NEVER_SUGGESTED = 'force';

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

/** The same about a flag, which may also have another name in this command. */
export function renderFlagSuggestion(
  word: string,
  names: readonly string[],
  spell: Spell = (name) => `--${name}`,
): string {
  const name = word.toLowerCase();
  const synonyms = Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : [];
  const synonym = synonyms.find((other) => names.includes(other));
  if (synonym !== undefined) return render(synonym, spell);
  const harmless = names.filter((other) => !other.endsWith(NEVER_SUGGESTED));
  return render(suggest(word, harmless), spell);
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
