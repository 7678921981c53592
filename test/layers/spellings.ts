// Words in eight characters, of every kind: short, long, unknown, again and again.
import type { Spelling } from '../../src/layers/spelling.js';

export const characterCount = 8;

export const teddy: Spelling = [3, 4, 5, 5, 6];
export const bear: Spelling = [7, 4, 1, 2];
export const one: Spelling = [2];
export const unknown: Spelling = [0, 0, 0];
export const long: Spelling = Array.from({ length: 64 }, (_, p) => (p * 5) % characterCount);

export const lists = [
  { what: 'a single character', spellings: [one] },
  { what: 'one word three times', spellings: [teddy, teddy, teddy] },
  { what: 'an unknown character among others', spellings: [[1, 0, 2], unknown] },
  { what: 'words of 64 characters', spellings: [long, one, long] },
  { what: 'many kinds', spellings: [teddy, bear, one, teddy, unknown, long, bear, one, teddy] },
];
