// The shape of a word: its case and digits as one of a few classes. Case and digits are those of
// Unicode, letters are those of any script. Other characters (hyphens, marks, periods) may be
// anywhere in a word unless a class says otherwise.
import { byClasses, type CharacterClasses } from './character-classes.js';

/** The shapes in the order of their rows in the model, which is the one in which they are tried. */
export const wordShapes = [
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
] as const;

export type WordShape = (typeof wordShapes)[number];

/** What a word of each shape matches: a word has the first shape that fits. */
const patternsOf = byClasses((classes: CharacterClasses): Readonly<Record<WordShape, RegExp>> => {
  const { letter: L, number: N, lowerCase: Ll } = classes;
  const capital = `[${classes.upperCase}${classes.titleCase}]`;
  const noCapital = `[^${classes.upperCase}${classes.titleCase}]`;
  return {
    digits: new RegExp(`^[${N}]+$`, 'u'), // 1996
    number: new RegExp(`^(?=.*[${N}])[^${L}]+$`, 'su'), // 1996-08-22, 3.5%
    alphanumeric: new RegExp(`[${N}]`, 'u'), // F-16, 2nd
    punctuation: new RegExp(`^[^${L}]+$`, 'u'), // --, an emoji
    lower: new RegExp(`^(?=.*[${Ll}])${noCapital}+$`, 'su'), // bear, well-known
    single: new RegExp(`^[^${L}]*${capital}[^${L}]*$`, 'u'), // A, J.
    upper: new RegExp(`^(?=.*${capital})[^${Ll}]+$`, 'su'), // EU, U.S.
    initial: new RegExp(`^[^${L}]*${capital}${noCapital}*$`, 'u'), // Teddy, 'Tis
    mixed: new RegExp(capital, 'u'), // iPhone, McDonald
    other: /^/, // letters without case
  };
});

export function shapeOf(word: string): WordShape {
  const patterns = patternsOf(word);
  return wordShapes.find((shape) => patterns[shape].test(word)) ?? 'other';
}
