// Counts by row and sentence: a resample of the sentences is then a weighted sum, and no text is kept.
import { type CountEntry, createCountBlocks } from './count-blocks.js';
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

function createRow(): Row {
  const entries = createCountBlocks();
  // The sentence that is still counted.
  const open = { sentence: -1, gold: 0, predicted: 0, correct: 0 };
  let [goldSum, predictedSum, correctSum] = [0, 0, 0];

  function begin(sentence: number): void {
    if (open.sentence >= 0) entries.push(open);
    Object.assign(open, { sentence, gold: 0, predicted: 0, correct: 0 });
  }

  return {
    add: (sentence, gold, predicted, correct) => {
      goldSum += gold;
      predictedSum += predicted;
      correctSum += correct;
      if (open.sentence !== sentence) begin(sentence);
      open.gold += gold;
      open.predicted += predicted;
      open.correct += correct;
    },
    total: () => ({ gold: goldSum, predicted: predictedSum, correct: correctSum }),
    columns: () => {
      const length = entries.length + (open.sentence < 0 ? 0 : 1);
      const columns = emptyColumns(length);
      entries.visit((entry, index) => setEntry(columns, index, entry));
      if (open.sentence >= 0) setEntry(columns, length - 1, open);
      return columns;
    },
  };
}

const emptyColumns = (length: number): CountColumns => ({
  sentences: new Int32Array(length),
  gold: new Float32Array(length),
  predicted: new Float32Array(length),
  correct: new Float32Array(length),
});

function setEntry(columns: CountColumns, index: number, entry: CountEntry): void {
  columns.sentences[index] = entry.sentence;
  columns.gold[index] = entry.gold;
  columns.predicted[index] = entry.predicted;
  columns.correct[index] = entry.correct;
}
