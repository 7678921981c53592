// Look-up of words among word vectors: as written, in lower case, and with digits as 0.

const digits = /[0-9]/g;

/** The form in which a word was found, from the surest to the least sure. */
export type LookUpForm = 'exact' | 'lower case' | 'digits as 0';

/** Numbers of words: a map, or a list that makes no strings. */
export interface WordIndex {
  readonly size: number;
  get(word: string): number | undefined;
}

/** Looks a word up as written, then in lower case, then, if `digitsAreZeros`, with digits as 0. */
export function lookUpWord(
  index: Pick<WordIndex, 'get'>,
  word: string,
  digitsAreZeros: boolean,
): { readonly row: number; readonly by: LookUpForm } | undefined {
  const exact = index.get(word);
  if (exact !== undefined) return { row: exact, by: 'exact' };
  const lowerCased = word.toLowerCase();
  const inLowerCase = index.get(lowerCased);
  if (inLowerCase !== undefined) return { row: inLowerCase, by: 'lower case' };
  if (!digitsAreZeros) return undefined;
  const withZeros = index.get(digitsAsZeros(word)) ?? index.get(digitsAsZeros(lowerCased));
  return withZeros === undefined ? undefined : { row: withZeros, by: 'digits as 0' };
}

/** Every form in which `lookUpWord` may find the word, each once. */
export function formsOf(word: string): string[] {
  const lowerCased = word.toLowerCase();
  return [...new Set([word, lowerCased, digitsAsZeros(word), digitsAsZeros(lowerCased)])];
}

function digitsAsZeros(word: string): string {
  return word.replace(digits, '0');
}
