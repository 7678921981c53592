// A cache of the first recurrent layer's input projections. A projection depends on the word alone, or
// on the word and its document, and most words of a text have occurred before. When the cache is
// full, the least recently used words make room.
import type { Engine } from '../../tensors/matrix.js';
import { contextOf, type SentenceToken, type SentenceTokens } from '../vocabulary/word-context.js';

// Size of all tables of a network together, unless the caller needs more rows.
const TARGET_BYTES = 24 << 20;
const MAXIMUM_ROWS = 8192;

export interface ProjectionCache {
  readonly rowCount: number;
  /** Addresses of (rowCount, width), one table for each direction of each network. */
  readonly tables: readonly number[];
  /** gateCount · H */
  readonly width: number;
  /**
   * Assigns a row to each word. The caller must fill the rows of the misses.
   *
   * @param sentences with at most `rowCount` different words
   */
  lookUp(sentences: readonly SentenceTokens[]): CachedWords;
  /** Forgets the words that have a document, and with them what the document says. */
  forgetDocuments(): void;
  /** Forgets all words, because the weights have changed. */
  clear(): void;
}

export interface CachedWords {
  /** Row of each word, by sentence. */
  readonly rows: readonly (readonly number[])[];
  /** Words that were not in the cache, each once. */
  readonly misses: readonly { readonly word: SentenceToken; readonly row: number }[];
}

export interface CacheShape {
  /** Of one network. */
  readonly directions: number;
  readonly width: number;
  readonly minRows: number;
  /** Number of networks, each of which has tables of its own; one, if absent. */
  readonly memberCount?: number;
}

/** Allocates the tables; there are as many rows for several networks as for one. */
export function createProjectionCache({ memory }: Engine, shape: CacheShape): ProjectionCache {
  const { directions, width, minRows, memberCount = 1 } = shape;
  const fitting = Math.floor(TARGET_BYTES / (directions * width * 4));
  const rowCount = Math.max(minRows, Math.min(MAXIMUM_ROWS, fitting));
  const tables = Array.from({ length: memberCount * directions }, () =>
    memory.allocate(rowCount * width * 4),
  );
  return { rowCount, tables, width, ...createWordRows(rowCount) };
}

/** The rows of words, without what is in the rows. */
function createWordRows(
  rowCount: number,
): Pick<ProjectionCache, 'lookUp' | 'forgetDocuments' | 'clear'> {
  const rowOfWord = new Map<SentenceToken, number>();
  // A row whose word was forgotten has none.
  const wordOfRow: (SentenceToken | undefined)[] = [];
  // Rows that were given to words with a document since the last time that these were forgotten.
  let documentRows: number[] = [];
  const recency = createRecencyList(rowCount);
  // The last call in which a row was used, so that each call moves a row to the end only once.
  const lastCall = new Int32Array(rowCount);
  let call = 0;

  function freeRow(): number {
    if (wordOfRow.length < rowCount) return wordOfRow.length;
    const row = recency.oldest();
    forget(row);
    return row;
  }

  function forget(row: number): void {
    const word = wordOfRow[row];
    if (word !== undefined) rowOfWord.delete(word);
    wordOfRow[row] = undefined;
  }

  return {
    lookUp: (sentences) => {
      call++;
      const misses: { word: SentenceToken; row: number }[] = [];
      const rowOf = (word: SentenceToken) => {
        let row = rowOfWord.get(word);
        if (row === undefined) {
          row = freeRow();
          wordOfRow[row] = word;
          rowOfWord.set(word, row);
          if (contextOf(word)) documentRows.push(row);
          misses.push({ word, row });
        } else if (lastCall[row] === call) return row;
        lastCall[row] = call;
        recency.touch(row);
        return row;
      };
      return { rows: sentences.map((words) => words.map(rowOf)), misses };
    },
    forgetDocuments: () => {
      for (const row of documentRows) {
        const word = wordOfRow[row];
        // The row may have another word by now.
        if (word === undefined || !contextOf(word)) continue;
        forget(row);
        recency.makeOldest(row);
      }
      documentRows = [];
    },
    clear: () => {
      rowOfWord.clear();
      wordOfRow.length = 0;
      documentRows = [];
      recency.clear();
    },
  };
}

/**
 * Rows in the order of their last use: a doubly linked ring, in which a row is moved at constant
 * cost.
 */
function createRecencyList(rowCount: number) {
  // The ring begins and ends at this entry, which is not a row.
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
  const remove = (row: number) => {
    if (isIn[row] === 0) return;
    after[before[row]] = after[row];
    before[after[row]] = before[row];
  };
  const insert = (row: number, previous: number, next: number) => {
    isIn[row] = 1;
    before[row] = previous;
    after[row] = next;
    after[previous] = row;
    before[next] = row;
  };
  return {
    clear,
    /** The least recently used row. */
    oldest: () => after[start],
    /** Makes a row the most recently used one. */
    touch: (row: number) => {
      remove(row);
      insert(row, before[start], start);
    },
    makeOldest: (row: number) => {
      remove(row);
      insert(row, start, after[start]);
    },
  };
}
