// What a model reads of a sentence that it reads by character: the characters, each shown in the
// word that it is part of.
//
// Alone, characters such as those of Chinese say little. The words of Intl.Segmenter are those of
// the corpus only in part, so they are no tokens, but they are good to know: the second character of
// "大小" is read as "大|小", with a tab for the mark, which has a vector and a spelling of its own.
import { joinTokens } from './join-tokens.js';
import { createNamedTokenizer, type TokenizerName, tokenSplitter } from './tokenizers.js';

export interface SentenceUnits {
  /** What the model reads, one string for each unit. */
  readonly units: readonly string[];
  /** The first unit of each token, and the number of units. */
  readonly starts: readonly number[];
}

export type ReadUnits = (tokens: readonly string[]) => SentenceUnits;

// No token of a text or of a column file has a tab.
const PLACE_MARK = '\t';

/** The word that a character is shown in. */
export const withoutPlace = (unit: string): string => unit.replace(PLACE_MARK, '');

/** Undefined if tokens are read whole. */
export function createUnitReader(name: TokenizerName): ReadUnits | undefined {
  const split = tokenSplitter(name);
  if (!split) return undefined;
  const showInWords = name === 'ideographs' ? createWordContext() : undefined;
  return (tokens) => {
    const parts = tokens.map((token) => (token === '' ? [''] : split(token)));
    const starts = [0];
    for (const { length } of parts) starts.push(starts[starts.length - 1] + length);
    const units = parts.flat();
    return { units: showInWords?.(units) ?? units, starts };
  };
}

/** Shows each unit in the word of the sentence that holds it, with a mark before the unit. */
function createWordContext(): (units: readonly string[]) => string[] {
  const tokenize = createNamedTokenizer('unicode');
  return (units) => {
    const { text, tokens } = joinTokens(units);
    const words = tokenize(text);
    let next = 0;
    return tokens.map((unit) => {
      while (next < words.length && words[next].end < unit.end) next++;
      const word = words[next];
      if (!word || word.start > unit.start || word.text === unit.text) return unit.text;
      const place = unit.start - word.start;
      return `${word.text.slice(0, place)}${PLACE_MARK}${word.text.slice(place)}`;
    });
  };
}
