// The subwords of a word: all runs of some numbers of its characters, with a mark for each edge of
// the word. The rows of known subwords follow those of the learned words.
import { foldWord, type WordFormVersion } from '../../text/word-form.js';
import { charactersOf } from './character-vocabulary.js';

const BEGIN = '<';
const END = '>';

export interface SubwordForms {
  /** Numbers of characters in a subword, edges included. */
  readonly lengths: readonly number[];
  /** Whether words are folded before they are cut. */
  readonly foldsWords: boolean;
  readonly wordForms: WordFormVersion;
}

/** The distinct subwords of a normalized word, the shortest first. */
export function subwordsOf(
  word: string,
  { lengths, foldsWords, wordForms }: SubwordForms,
): ReadonlySet<string> {
  const form = foldsWords ? foldWord(word, wordForms) : word;
  const characters = [BEGIN, ...charactersOf(form), END];
  const found = new Set<string>();
  for (const length of lengths) {
    for (let end = length; end <= characters.length; end++) {
      found.add(characters.slice(end - length, end).join(''));
    }
  }
  return found;
}

/** The rows of the known subwords of a normalized word. */
export type ReadSubwords = (word: string) => readonly number[];

/** @param firstRow of the subwords, which are listed in the order of their rows */
export function createSubwordReader(
  subwords: readonly string[],
  firstRow: number,
  forms: SubwordForms,
): ReadSubwords {
  const rows = new Map(subwords.map((subword, index) => [subword, firstRow + index]));
  return (word) => {
    const own: number[] = [];
    for (const subword of subwordsOf(word, forms)) {
      const row = rows.get(subword);
      if (row !== undefined) own.push(row);
    }
    return own;
  };
}
