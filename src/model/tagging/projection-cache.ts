// What the first recurrent layer makes of a word, remembered: it depends on the word alone, and most words of a text are
// words that came before.
import type { Engine } from '../../tensors/matrix.js';

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
  const rowOfWord = new Map<string, number>();
  const words: string[] = [];
  const uses = createUses(rowCount);
  // The call that used a row last, so that a row is moved to the end once a call.
  const usedIn = new Int32Array(rowCount);
  let call = 0;

  function freeRow(): number {
    if (words.length < rowCount) return words.length;
    const row = uses.first();
    rowOfWord.delete(words[row]);
    return row;
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
        if (row === undefined) {
          row = freeRow();
          words[row] = word;
          rowOfWord.set(word, row);
          unknown.push({ word, row });
        } else if (usedIn[row] === call) return row;
        usedIn[row] = call;
        uses.touch(row);
        return row;
      };
      return { rows: sentences.map((words) => words.map(rowOf)), unknown };
    },
    clear: () => {
      rowOfWord.clear();
      words.length = 0;
      uses.clear();
    },
  };
}

/** Rows in the order of their last use: a ring of neighbours, which costs no more than a few numbers to change. */
function createUses(rowCount: number) {
  const start = rowCount;
  const before = new Int32Array(rowCount + 1);
  const after = new Int32Array(rowCount + 1);
  const isIn = new Uint8Array(rowCount);
  const clear = () => {
    before[start] = start;
    after[start] = start;
    isIn.fill(0);
  };
  clear();
  return {
    clear,
    /** The row whose last use is the longest ago. */
    first: () => after[start],
    /** Makes a row the last. */
    touch: (row: number) => {
      if (isIn[row] === 1) {
        after[before[row]] = after[row];
        before[after[row]] = before[row];
      }
      isIn[row] = 1;
      const last = before[start];
      after[last] = row;
      before[row] = last;
      after[row] = start;
      before[start] = row;
    },
  };
}
