// A list of words, one per line of a file, indexed without making a string of each.
import { decodeUtf8 } from '../files/bytes/utf8.js';
import type { WordIndex } from './vector-lookup.js';
import { WordTable } from './word-table.js';

export interface WordList extends WordIndex {
  /** The first word that occurs a second time. */
  readonly repeated?: string;
}

const LINE_FEED = 0x0a;

const encoder = new TextEncoder();

/** @param bytes UTF-8, of which nothing is kept */
export function indexLines(bytes: Uint8Array): WordList {
  const table = new WordTable();
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    if (table.find(bytes, start, end) >= 0) {
      const repeated = decodeUtf8(bytes.subarray(start, end));
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
      // Half a surrogate pair would be encoded as U+FFFD, and found if the list has that character.
      if (!word.isWellFormed()) return undefined;
      const bytes = encoder.encode(word);
      const row = table.find(bytes, 0, bytes.length);
      return row < 0 ? undefined : row;
    },
  };
}

/** The number of lines, including a last one without an end. */
export function countLines(bytes: Uint8Array): number {
  let count = 1;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}
