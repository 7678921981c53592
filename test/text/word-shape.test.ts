import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shapeOf, type WordShape, wordShapes } from '../../src/text/word-shape.js';
import { anyCharacter } from '../any-character.js';

test('the shapes are the ten that the model file has rows for, in their order', () => {
  expect(wordShapes).toEqual([
    'digits',
    'number',
    'alphanumeric',
    'punctuation',
    'lower',
    'single',
    'upper',
    'initial',
    'mixed',
    'other',
  ]);
});

const examples: Readonly<Record<WordShape, readonly string[]>> = {
  digits: ['7', '1996', '\u0663\u0664', '\u2166', '\u00bd'],
  number: ['1996-08-22', '3.5%', '$1,000', '-1', '7\u20e3', '1\n2'],
  alphanumeric: ['F-16', '2nd', 'mp3', 'A4', '5\u6708'],
  punctuation: ['.', '--', '...', '$', '\u{1f9f8}', '\u{1f468}\u200d\u{1f469}', '\u2603\ufe0f'],
  lower: ['bear', 'x', 'well-known', "don't", '\u00e9t\u00e9', '\u043c\u0438\u0440', 'e\u0301'],
  single: ['A', 'J.', '\u00c9', '\u0416', '\u01c5'],
  upper: ['EU', 'U.S.', 'AT&T', '\u00c9TAT', '\u041c\u0418\u0420'],
  initial: [
    'Teddy',
    "'Tis",
    'Well-known',
    '\u00c9t\u00e9',
    '\u041c\u0438\u0440',
    'Mr.',
    '\u01c5ak',
  ],
  mixed: ['iPhone', 'McDonald', 'Smith-Jones', 'eBay', 'PhD'],
  other: ['\u718a', '\u05e9\u05dc\u05d5\u05dd', '\u062f\u0628', '', '\u00aa'],
};

test.each(Object.entries(examples).flatMap(([shape, words]) => words.map((word) => [word, shape])))(
  'the shape of %j is %s',
  (word, shape) => {
    expect(shapeOf(word)).toBe(shape);
  },
);

test.each([
  ['lower', 'x'],
  ['punctuation', '\u{1f43b}'],
  ['alphanumeric', 'x1'],
  ['mixed', 'xX'],
])('a word of a million letters is %s like a short one', (shape, part) => {
  expect(shapeOf(part.repeat(1e6))).toBe(shape);
});

test('every text has a shape, lone surrogates too', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), fc.nat(0xffff), (text, unit) => {
      expect(wordShapes).toContain(shapeOf(text + String.fromCharCode(unit)));
    }),
  );
});

// The definition of each shape by properties of Unicode, whatever the word.
const definitions: readonly (readonly [WordShape, RegExp])[] = [
  ['digits', /^\p{N}+$/u],
  ['number', /^(?=.*\p{N})\P{L}+$/su],
  ['alphanumeric', /\p{N}/u],
  ['punctuation', /^\P{L}+$/u],
  ['lower', /^(?=.*\p{Ll})[^\p{Lu}\p{Lt}]+$/su],
  ['single', /^\P{L}*[\p{Lu}\p{Lt}]\P{L}*$/u],
  ['upper', /^(?=.*[\p{Lu}\p{Lt}])\P{Ll}+$/su],
  ['initial', /^\P{L}*[\p{Lu}\p{Lt}][^\p{Lu}\p{Lt}]*$/u],
  ['mixed', /[\p{Lu}\p{Lt}]/u],
  ['other', /^/],
];

test('words of ASCII and all others have the shape of its definition', () => {
  const asciiUnit = fc.integer({ max: 0x7f, min: 0 }).map((code) => String.fromCharCode(code));
  const unit = fc.oneof(asciiUnit, fc.constantFrom('A', 'b', '7', '-', '.'), anyCharacter);
  const word = fc.oneof(
    fc.string({ unit: asciiUnit, maxLength: 6 }),
    fc.string({ unit, maxLength: 6 }),
  );
  fc.assert(
    fc.property(word, (text) => {
      expect(shapeOf(text)).toBe(definitions.find(([, fits]) => fits.test(text))?.[0]);
    }),
    { numRuns: 2000 },
  );
});
