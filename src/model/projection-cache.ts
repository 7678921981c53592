// What the first recurrent layer makes of a word, remembered: it depends on the word alone, and most words of a text are
// words that came before.
import type { Engine } from '../tensors/matrix.js';

// Of the remembered rows; never fewer rows than the longest batch has tokens.
const WANTED_BYTES = 24 << 20;
const MOST_ROWS = 8192;

export interface ProjectionCache {
  readonly rowCount: number;
  /** Addresses of (rowCount, width), one table for each direction. */
  readonly tables: readonly number[];
  /** gateCount · H */
  readonly width: number;
  /** The rows of these words, at most `rowCount` of them; those of words it does not know are yet to be filled. */
  place(sentences: readonly (readonly string[])[]): PlacedWords;
  /** Forgets all words, because the weights have changed. */
  clear(): void;
}

export interface PlacedWords {
  readonly rows: readonly (readonly number[])[];
  readonly unknown: readonly { readonly word: string; readonly row: number }[];
}

/** Allocates the tables. */
export function createProjectionCache(
  { memory }: Engine,
  shape: { readonly directions: number; readonly width: number; readonly leastRows: number },
): ProjectionCache {
  const { directions, width, leastRows } = shape;
  const fitting = Math.floor(WANTED_BYTES / (directions * width * 4));
  const rowCount = Math.max(leastRows, Math.min(MOST_ROWS, fitting));
  const tables = Array.from({ length: directions }, () => memory.allocate(rowCount * width * 4));
  // In the order of their last use, the longest ago first.
  const rowOfWord = new Map<string, number>();
  // The call that used a row last, so that a word is moved to the end once a call.
  const usedIn = new Int32Array(rowCount);
  let call = 0;

  function freeRow(): number {
    if (rowOfWord.size < rowCount) return rowOfWord.size;
    for (const [word, row] of rowOfWord) {
      rowOfWord.delete(word);
      return row;
    }
    throw new Error('the cache has no rows');
  }

  return {
    rowCount,
    tables,
    width,
    place: (sentences) => {
      call++;
      const unknown: { word: string; row: number }[] = [];
      const rowOf = (word: string) => {
        let row = rowOfWord.get(word);
        if (row !== undefined && usedIn[row] === call) return row;
        if (row !== undefined) rowOfWord.delete(word);
        else {
          row = freeRow();
          unknown.push({ word, row });
        }
        rowOfWord.set(word, row);
        usedIn[row] = call;
        return row;
      };
      return { rows: sentences.map((words) => words.map(rowOf)), unknown };
    },
    clear: () => rowOfWord.clear(),
  };
}
