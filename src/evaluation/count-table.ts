// Counts by row and sentence: a resample of the sentences is then a weighted sum, and no text is kept.
import type { SpanCounts } from './score.js';

/** The sentences in which a row counts anything, in order, with what it counts there; arrays of one length. */
export interface CountColumns {
  readonly sentences: Int32Array;
  readonly gold: Float32Array;
  readonly predicted: Float32Array;
  readonly correct: Float32Array;
}

/** `correct` may be half a span, for partial matches. */
type AddedCounts = [gold: number, predicted: number, correct: number];

export interface CountRow {
  /** Adds to the current sentence. */
  add(...counts: AddedCounts): void;
}

export interface CountTable {
  /** Adds to a row of the current sentence. */
  add(row: string, ...counts: AddedCounts): void;
  /** The row itself, which is new if there was none of this name. */
  rowNamed(name: string): CountRow;
  endSentence(): void;
  sentenceCount(): number;
  /** Names of all rows, in the order in which they were first counted. */
  rows(): readonly string[];
  /** Sums over all sentences; zeros for an unknown row. */
  totalOf(row: string): SpanCounts;
  /** Counts by sentence; empty for an unknown row. */
  columnsOf(row: string): CountColumns;
}

export function createCountTable(): CountTable {
  const rows = new Map<string, Row>();
  let sentence = 0;

  function find(name: string): Row {
    let row = rows.get(name);
    if (row === undefined) {
      row = createRow();
      rows.set(name, row);
    }
    return row;
  }

  return {
    add: (name, gold, predicted, correct) => {
      find(name).add(sentence, gold, predicted, correct);
    },
    rowNamed: (name) => {
      const row = find(name);
      return {
        add: (gold, predicted, correct) => row.add(sentence, gold, predicted, correct),
      };
    },
    endSentence: () => {
      sentence++;
    },
    sentenceCount: () => sentence,
    rows: () => [...rows.keys()],
    totalOf: (name) => rows.get(name)?.total() ?? { gold: 0, predicted: 0, correct: 0 },
    columnsOf: (name) => (rows.get(name) ?? createRow()).columns(),
  };
}

interface Row {
  add(sentence: number, gold: number, predicted: number, correct: number): void;
  total(): SpanCounts;
  columns(): CountColumns;
}

const FIRST_CAPACITY = 16;

function createRow(): Row {
  let length = 0;
  let sentences = new Int32Array(FIRST_CAPACITY);
  let counts = new Float32Array(3 * FIRST_CAPACITY);
  let [goldSum, predictedSum, correctSum] = [0, 0, 0];

  function grow(): void {
    const [before, countsBefore] = [sentences, counts];
    sentences = new Int32Array(2 * length);
    sentences.set(before);
    counts = new Float32Array(6 * length);
    countsBefore.forEach((count, index) => {
      // Three columns, each of which begins farther on than before.
      counts[index + Math.floor(index / length) * length] = count;
    });
  }

  return {
    add: (sentence, gold, predicted, correct) => {
      goldSum += gold;
      predictedSum += predicted;
      correctSum += correct;
      if (length === 0 || sentences[length - 1] !== sentence) {
        if (length === sentences.length) grow();
        sentences[length++] = sentence;
      }
      const capacity = sentences.length;
      counts[length - 1] += gold;
      counts[capacity + length - 1] += predicted;
      counts[2 * capacity + length - 1] += correct;
    },
    total: () => ({ gold: goldSum, predicted: predictedSum, correct: correctSum }),
    columns: () => {
      const column = (index: number) => {
        const begin = index * sentences.length;
        return counts.subarray(begin, begin + length);
      };
      return {
        sentences: sentences.subarray(0, length),
        gold: column(0),
        predicted: column(1),
        correct: column(2),
      };
    },
  };
}
