// Random texts: characters of every plane of Unicode, and what is hard to tokenize.
import fc from 'fast-check';
import { anyCharacter } from '../any-character.js';

const hard = [
  '\ud83d',
  '\ude00',
  '\udfff',
  '\u0301',
  '\u200d',
  '\ufe0f',
  '\u{1f3fd}',
  '\u{1f1e9}',
  '\u00ad',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\u0085',
  '\u00a0',
  '\u1680',
  '\u2003',
  '\u2028',
  '\u202f',
  '\u3000',
  '\ufeff',
  '.',
  ',',
  "'",
  '’',
  '"',
  '-',
  '--',
  '...',
  '@',
  '#',
  '&',
  '/',
  ':',
  ')',
  '(',
  '$',
  '_',
  '<3',
  '😀',
  '€',
  "n't",
  "'s",
  'U.S.',
  'No.',
  'Mr.',
  'J.',
  'http://',
  'www.',
  '.com',
  'LET',
  '20',
  '1.',
  'Š',
  'é',
  '東',
  '२',
];

/** One unit of text: any code unit, any character, a word, or one of the hard ones. */
const textUnit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hard) },
  { weight: 3, arbitrary: fc.constantFrom('The', 'a', 'Z', 'word', 'Teddy', '7') },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 2 }) },
);

/** Texts of up to `maximumUnitCount` units. */
export function randomText(maximumUnitCount: number): fc.Arbitrary<string> {
  return fc.array(textUnit, { maxLength: maximumUnitCount }).map((units) => units.join(''));
}

/** Texts whose runs without white space are longer than a piece may be. */
export const longRuns = fc
  .array(fc.tuple(textUnit, fc.integer({ min: 1, max: 600 })), { maxLength: 4 })
  .map((runs) => runs.map(([unit, count]) => unit.repeat(count)).join(''));
