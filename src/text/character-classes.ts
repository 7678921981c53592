// Classes of characters in patterns. Those of Unicode are large, so a pattern with many of them
// takes longer to compile than a sentence to tag. In a text of ASCII, small ones match the same.
import { lazily } from './lazily.js';

/** Each stands between the brackets of a class, and may be empty. */
export interface CharacterClasses {
  readonly letter: string;
  readonly upperCase: string;
  /** The upper case of letters that are two, such as "ǅ". */
  readonly titleCase: string;
  readonly lowerCase: string;
  readonly number: string;
  readonly mark: string;
  readonly format: string;
}

export const UNICODE_CLASSES: CharacterClasses = {
  letter: String.raw`\p{L}`,
  upperCase: String.raw`\p{Lu}`,
  titleCase: String.raw`\p{Lt}`,
  lowerCase: String.raw`\p{Ll}`,
  number: String.raw`\p{N}`,
  mark: String.raw`\p{M}`,
  format: String.raw`\p{Cf}`,
};

/** What these classes have of ASCII. */
export const ASCII_CLASSES: CharacterClasses = {
  letter: 'A-Za-z',
  upperCase: 'A-Z',
  titleCase: '',
  lowerCase: 'a-z',
  number: '0-9',
  mark: '',
  format: '',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const ascii = /^[\x00-\x7f]*$/;

export const isAscii = (text: string) => ascii.test(text);

/**
 * What `create` makes of the classes for a text, made once for ASCII and once for all other texts.
 */
export function byClasses<Made>(
  create: (classes: CharacterClasses) => Made,
): (text: string) => Made {
  const forAscii = lazily(() => create(ASCII_CLASSES));
  const forOthers = lazily(() => create(UNICODE_CLASSES));
  return (text) => (isAscii(text) ? forAscii() : forOthers());
}
