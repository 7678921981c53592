// Finds web addresses with the package linkify-it, which knows where an address ends in a sentence.
import { LinkifyIt } from 'linkify-it';
import type { Find } from './found.js';

// The package reads at most this much of an address, so that its time is linear.
const MAXIMUM_LENGTH = 2048;

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, maxLength: MAXIMUM_LENGTH })
  .add('//', null)
  .add('mailto:', null);

export const findUrls: Find = (text) => {
  if (!/\w[.:][\p{L}\p{N}/]/u.test(text)) return [];
  const found = linkify.match(text) ?? [];
  let last = 0;
  return found.flatMap(({ index, lastIndex }) => {
    if (index < last) return [];
    last = lastIndex - index < MAXIMUM_LENGTH ? lastIndex : endOfWord(text, lastIndex);
    return [{ start: index, end: last }];
  });
};

/** No part of a longer address may be left over. */
function endOfWord(text: string, from: number): number {
  const space = /\s/g;
  space.lastIndex = from;
  return space.exec(text)?.index ?? text.length;
}
