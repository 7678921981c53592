// The shape of a word: its case and digits as one of a few classes. Case and digits are those of
// Unicode, letters are those of any script. Other characters (hyphens, marks, periods) may be
// anywhere in a word unless a class says otherwise.

/** The classes in the order in which they are tried: a word has the first that fits. */
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

/** The shapes in the order of their rows in the model. */
export const wordShapes: readonly WordShape[] = classes.map(({ name }) => name);

export function shapeOf(word: string): WordShape {
  return classes.find(({ fits }) => fits.test(word))?.name ?? 'other';
}
