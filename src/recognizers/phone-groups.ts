// Phone numbers between other numbers: "650 253 0000 42" has one, but a search that takes all groups
// of digits together finds nothing in it.
import type { Found } from './found.js';

const MINIMUM_DIGITS = 7;
const MAXIMUM_DIGITS = 15;
const MAXIMUM_GROUPS = 7;

// The marks before the digits are few, or a text full of them would take more than linear time.
const GROUP = /[+\uff0b(]{0,3}(?<digits>\p{Nd}+)\)?/gu;
const SEPARATOR = /^[ \u00a0-]?$/;
const BEFORE = /[\p{L}\p{N}_.:/-]/u;
const AFTER = /[\p{L}\p{N}_:/]/u;
const DATE = /\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4}/;

interface Group extends Found {
  readonly digitCount: number;
  readonly hasPlus: boolean;
}

/** @param isValid checks a candidate */
export function findPhonesBy(isValid: (text: string) => boolean, text: string): Found[] {
  const groups = [...text.matchAll(GROUP)].map(
    (match): Group => ({
      start: match.index,
      end: match.index + match[0].length,
      digitCount: match[1].length,
      hasPlus: /[+\uff0b]/.test(match[0]),
    }),
  );
  const found: Found[] = [];
  for (let first = 0; first < groups.length; first++) {
    const { start } = groups[first];
    if (BEFORE.test(text[start - 1] ?? '')) continue;
    const last = endsOfPhone(text, groups, first).findLast((index) => {
      const candidate = text.slice(start, groups[index].end);
      return !DATE.test(candidate) && isValid(candidate);
    });
    if (last === undefined) continue;
    found.push({ start, end: groups[last].end });
    first = last;
  }
  return found;
}

/** The groups with which a number could end that begins with the group `first`. */
function endsOfPhone(text: string, groups: readonly Group[], first: number): number[] {
  const ends: number[] = [];
  let digitCount = 0;
  for (let index = first; index < Math.min(first + MAXIMUM_GROUPS, groups.length); index++) {
    const group = groups[index];
    digitCount += group.digitCount;
    const goesOn =
      index === first ||
      (group.digitCount > 1 &&
        !group.hasPlus &&
        SEPARATOR.test(text.slice(groups[index - 1].end, group.start)));
    if (!goesOn || digitCount > MAXIMUM_DIGITS) break;
    const isWhole = !AFTER.test(text[group.end] ?? '');
    if (isWhole && digitCount >= MINIMUM_DIGITS) ends.push(index);
  }
  return ends;
}
