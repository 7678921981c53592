// Under which forms a word is looked for among word vectors.

const digits = /[0-9]/g;

/** Which form of a word was found, from the surest to the least sure. */
export type LookUpForm = 'exact' | 'lower case' | 'digits as 0';

/** Words by number: a map, or a list that makes no string of each. */
export interface WordIndex {
  readonly size: number;
  get(word: string): number | undefined;
}

/** Looks a word up as it is, then in lower case, then, where the file was made so, with its digits as 0. */
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

/** Every form under which `lookUpWord` may find the word, each once. */
export function formsOf(word: string): string[] {
  const lowerCased = word.toLowerCase();
  return [...new Set([word, lowerCased, digitsAsZeros(word), digitsAsZeros(lowerCased)])];
}

function digitsAsZeros(word: string): string {
  return word.replace(digits, '0');
}
