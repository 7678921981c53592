// The work of the recognizers that scan for themselves: what they give to the library.
import { expect, test } from '@jest/globals';
import { findCardsBy } from '../../src/recognizers/card.js';
import { findEmailsBy } from '../../src/recognizers/email.js';
import type { Found } from '../../src/recognizers/found.js';
import { findIbansBy } from '../../src/recognizers/iban.js';
import { findIpsBy } from '../../src/recognizers/ip.js';
import { findPhonesBy } from '../../src/recognizers/phone-groups.js';
import { hostileTexts } from './found-in.js';

type FindBy = (isValid: (candidate: string) => boolean, text: string) => readonly Found[];

/** The characters of all candidates in a text, and of the longest one. */
function workOf(findBy: FindBy, text: string) {
  let total = 0;
  let longest = 0;
  findBy((candidate) => {
    total += candidate.length;
    longest = Math.max(longest, candidate.length);
    return false;
  }, text);
  return { total, longest };
}

test.each<[string, FindBy, number]>([
  ['card', findCardsBy, 19],
  ['email', findEmailsBy, 64 + 1 + 255],
  ['iban', findIbansBy, 34],
  ['ip', findIpsBy, 45],
  // Fifteen digits in seven groups with a space between, each in brackets, after marks.
  ['phone', findPhonesBy, 15 + 6 + 7 * 4],
])(
  'a candidate of %s is short, and a text twice as long makes twice the work',
  (_, findBy, most) => {
    const short = hostileTexts(50_000);
    const long = hostileTexts(100_000);
    for (const [index, text] of short.entries()) {
      const once = workOf(findBy, text);
      const twice = workOf(findBy, long[index]);
      expect(twice.longest).toBeLessThanOrEqual(most);
      expect(twice.total).toBeLessThanOrEqual(2.1 * once.total + 100 * most);
    }
  },
);
