// Finds bank account numbers (IBAN), in groups or not, checked by the package validator: length and
// form of the country, and the checksum of ISO 7064.
import validator from 'validator/lib/isIBAN.js';
import type { Find, Found } from './found.js';

const MINIMUM_LENGTH = 15;
const MAXIMUM_LENGTH = 34;

const START = /(?<![\p{L}\p{N}_])[A-Z]{2}\d{2}/giu;
const SEPARATOR = /[ \u00a0\u202f-]/;
const LETTER_OR_DIGIT = /[\p{L}\p{N}_]/u;

export const findIbans: Find = (text) => findIbansBy((digits) => validator.default(digits), text);

/** @param isValid checks a candidate without separators */
export function findIbansBy(isValid: (text: string) => boolean, text: string): Found[] {
  const found: Found[] = [];
  let last = 0;
  for (const { index: start } of text.matchAll(START)) {
    if (start < last) continue;
    const candidates = candidatesAt(text, start);
    const longest = candidates.findLast(({ number }) => isValid(number));
    if (longest === undefined) continue;
    last = longest.end;
    found.push({ start, end: longest.end });
  }
  return found;
}

interface Candidate {
  readonly number: string;
  readonly end: number;
}

/** What could be an IBAN from here on: it ends at the end of a word. Longer ones come later. */
function candidatesAt(text: string, start: number): Candidate[] {
  const candidates: Candidate[] = [];
  let number = '';
  for (let place = start; place < text.length && number.length < MAXIMUM_LENGTH; place++) {
    const character = text[place];
    if (/[A-Z\d]/i.test(character)) {
      number += character;
      const end = place + 1;
      const isWhole = end === text.length || !LETTER_OR_DIGIT.test(text[end]);
      if (isWhole && number.length >= MINIMUM_LENGTH) candidates.push({ number, end });
    } else if (!SEPARATOR.test(character) || SEPARATOR.test(text[place - 1])) {
      break;
    }
  }
  return candidates;
}
