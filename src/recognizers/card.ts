// Finds payment card numbers, in groups or not, checked by the package validator: the issuer, its
// lengths, and the checksum of Luhn.
import validator from 'validator/lib/isCreditCard.js';
import type { Find, Found } from './found.js';

const MINIMUM_DIGITS = 12;
const MAXIMUM_DIGITS = 19;
const MAXIMUM_GROUPS = 5;
const MINIMUM_GROUP = 3;

const SEPARATOR = /^[ \u00a0\u202f-]$/;
const LETTER = /[\p{L}_]/u;

export const findCards: Find = (text) => findCardsBy(validator.default, text);

/** @param isValid checks a candidate without separators */
export function findCardsBy(isValid: (digits: string) => boolean, text: string): Found[] {
  const groups = [...text.matchAll(/\d+/g)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
  const found: Found[] = [];
  for (let first = 0; first < groups.length; first++) {
    const last = lastGroupOfCard(text, groups, first, isValid);
    if (last === undefined) continue;
    found.push({ start: groups[first].start, end: groups[last].end });
    first = last;
  }
  return found;
}

/** The index of the last group of the longest card number that begins with the group `first`. */
function lastGroupOfCard(
  text: string,
  groups: readonly Found[],
  first: number,
  isValid: (digits: string) => boolean,
): number | undefined {
  if (LETTER.test(text[groups[first].start - 1] ?? '')) return undefined;
  let digits = '';
  let longest: number | undefined;
  for (let last = first; last < groups.length && last < first + MAXIMUM_GROUPS; last++) {
    const { start, end } = groups[last];
    if (last > first && !isJoined(text, groups, first, last)) break;
    const isLong = digits.length + end - start > MAXIMUM_DIGITS;
    if (end - start < MINIMUM_GROUP || isLong) break;
    digits += text.slice(start, end);
    const isWhole = !LETTER.test(text[end] ?? '');
    if (isWhole && digits.length >= MINIMUM_DIGITS && isValid(digits)) longest = last;
  }
  return longest;
}

/** Whether one separator stands before the group, the same as between the first two groups. */
function isJoined(text: string, groups: readonly Found[], first: number, last: number): boolean {
  const separator = text.slice(groups[last - 1].end, groups[last].start);
  return SEPARATOR.test(separator) && separator === text[groups[first].end];
}
