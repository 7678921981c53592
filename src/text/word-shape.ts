// The shape of a word: what is seen of it without reading it. Case and digits are those of Unicode, letters those of any
// script, and what is not named by a class (hyphens, marks, full stops) may stand anywhere in it.

/** A closed set, in the order in which they are tried: a word has the first shape that fits, the last fits all. */
const classes = [
  { name: 'digits', fits: /^\p{N}+$/u }, // 1996
  { name: 'number', fits: /^(?=.*\p{N})\P{L}+$/su }, // 1996-08-22, 3.5%
  { name: 'alphanumeric', fits: /\p{N}/u }, // F-16, 2nd
  { name: 'punctuation', fits: /^\P{L}+$/u }, // --, an emoji
  { name: 'lower', fits: /^(?=.*\p{Ll})[^\p{Lu}\p{Lt}]+$/su }, // bear, well-known
  { name: 'single', fits: /^\P{L}*[\p{Lu}\p{Lt}]\P{L}*$/u }, // A, J.
  { name: 'upper', fits: /^(?=.*[\p{Lu}\p{Lt}])\P{Ll}+$/su }, // EU, U.S.
  { name: 'initial', fits: /^\P{L}*[\p{Lu}\p{Lt}][^\p{Lu}\p{Lt}]*$/u }, // Teddy, 'Tis
  { name: 'mixed', fits: /[\p{Lu}\p{Lt}]/u }, // iPhone, McDonald
  { name: 'other', fits: /^/ }, // letters without case
] as const;

export type WordShape = (typeof classes)[number]['name'];

/** By row of the model's table. */
export const wordShapes: readonly WordShape[] = classes.map(({ name }) => name);

export function shapeOf(word: string): WordShape {
  return classes.find(({ fits }) => fits.test(word))?.name ?? 'other';
}
