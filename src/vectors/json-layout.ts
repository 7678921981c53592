// The head of the JSON in which wink packages hold word vectors.
import { InputError } from '../errors.js';
import type { VectorLayout } from './vector-layout.js';

const JSON_START = /^\s*\{\s*"[^"]*"\s*:/;

export const startsJson = (head: string): boolean => JSON_START.test(head);

/**
 * The layout by the members before the words: `"dimensions":100,"l2NormIndex":100,"wordIndex":101,
 * "size":341479`.
 *
 * @param head    the first characters of the file
 * @param isWhole whether no more follow
 * @returns undefined if more characters are needed
 * @throws InputError if the members do not say how many numbers a vector has
 */
export function jsonLayout(path: string, head: string, isWhole: boolean): VectorLayout | undefined {
  const end = head.search(/"(?:words|vectors)"\s*:/);
  if (end < 0 && !isWhole) return undefined;
  const members = end < 0 ? head : head.slice(0, end);
  const dimension = numberIn(members, 'dimensions');
  if (!dimension) {
    throw new InputError(
      `${path}: expected the JSON of a wink package of word vectors, with a number "dimensions" before "words" and "vectors", found none`,
    );
  }
  // Norm and index stand in the row, behind the vector.
  const places = [numberIn(members, 'l2NormIndex'), numberIn(members, 'wordIndex')];
  const rowLength = Math.max(dimension, ...places.map((place) => (place ?? 0) + 1));
  const rowCount = numberIn(members, 'size');
  return { format: 'wink JSON', dimension, rowCount, rowLength, byteOffset: 0 };
}

function numberIn(members: string, name: string): number | undefined {
  const [, digits] = new RegExp(`"${name}"\\s*:\\s*(\\d{1,9})\\b`).exec(members) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
