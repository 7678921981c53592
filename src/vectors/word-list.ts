// A list of words, one a line, as a file holds it: looked up without a string being made of each word.
import type { WordIndex } from './vector-lookup.js';
import { WordTable } from './word-table.js';

export interface WordList extends WordIndex {
  /** The first word that stands in the list a second time. */
  readonly repeated?: string;
}

const lineFeed = 0x0a;

/** @param bytes in UTF-8, of which nothing is kept */
export function indexLines(bytes: Uint8Array): WordList {
  const table = new WordTable();
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    if (table.find(bytes, start, end) >= 0) {
      const repeated = Buffer.from(bytes.subarray(start, end)).toString('utf8');
      return { ...wordsOf(table), repeated };
    }
    table.add(bytes, start, end);
    start = end + 1;
  }
  return wordsOf(table);
}

function wordsOf(table: WordTable): WordList {
  return {
    size: table.size,
    get: (word) => {
      // Half a surrogate pair is no character, and would be taken for the one that stands for such.
      if (!word.isWellFormed()) return undefined;
      const bytes = Buffer.from(word, 'utf8');
      const row = table.find(bytes, 0, bytes.length);
      return row < 0 ? undefined : row;
    },
  };
}

/** How many lines there are, the last one without an end included. */
export function countLines(bytes: Uint8Array): number {
  let count = 1;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) count++;
  return count;
}
