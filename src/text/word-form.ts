// Forms of words: normalized before anything is read of them, and folded if they share a row.
import { isAscii } from './character-classes.js';

/**
 * The rules for the forms of words. Version 1 folds case and quotes only; models that record no
 * version use it.
 */
export type WordFormVersion = 1 | 2;

export const WORD_FORM_VERSION = 2;

/**
 * The word with composed characters (NFC), and letters and digits of usual width. Version 1 leaves
 * words as they are.
 */
export function normalizeWord(word: string, version: WordFormVersion): string {
  if (version === 1 || isAscii(word)) return word;
  return word.replace(unusualWidth, (run) => run.normalize('NFKC')).normalize('NFC');
}

/**
 * A normalized word in lower case, with plain quotes. Character features and shapes still
 * distinguish the words that have the same form.
 */
export function foldWord(word: string, version: WordFormVersion): string {
  const lower = word.toLowerCase().replace(singleQuotes, "'").replace(doubleQuotes, '"');
  if (version === 1 || isAscii(lower)) return lower;
  // "STRASSE" and "ISPARTA" do not say whether they are written with "ß" or with a dotless "ı".
  return lower.replace(dottedI, 'i').replaceAll('ı', 'i').replaceAll('ß', 'ss');
}

const singleQuotes = /[\u2018\u2019]/g;
const doubleQuotes = /[\u201c\u201d]/g;
// The lower case of the Turkish "İ".
const dottedI = /i\u0307/g;
// Full-width digits and letters, and half-width katakana.
const unusualWidth = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f]+/g;
