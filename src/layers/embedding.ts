// Tables of vectors, one row for each id: a large table of words, and small tables that are trained
// like other parameters.
//
//   y[r] = table[id r]      dtable[i] = Σ dy of the rows r whose id is i
//
// A word may also read rows of its subwords (subwords.ts).
import { type Engine, type Matrix, rowAddress, zeroMatrix } from '../tensors/matrix.js';
import { gradientMatrix, type Parameter, valueMatrix } from '../tensors/parameters.js';
import { gatherRows, scatterAddRows } from '../tensors/rows.js';
import type { IdsForward } from './layer.js';
import { addSubwordGradients, addSubwords, type Subwords } from './subwords.js';

/** Trained word vectors, followed by the fixed ones of a vector file, which are stored as bytes. */
export interface EmbeddingTable {
  /** The number of trained rows; larger ids are those of the vector file. */
  readonly rows: number;
  readonly width: number;
  /** Address of (rows, width). */
  readonly value: number;
  readonly fixed: QuantizedRows;
  /** Further fixed rows, which members of an ensemble have in common. */
  readonly common?: QuantizedRows;
}

/** Rows of a vector file: signed bytes times one scale for each row. */
export interface QuantizedRows {
  readonly count: number;
  /** Address of (count, width) int8. */
  readonly bytes: number;
  /** Address of (count). */
  readonly scales: number;
}

export interface EmbeddingForward {
  /**
   * A batch touches few rows of the table, so their gradient is returned and not added to one of
   * the whole table. dOutput (R, width) may have fewer rows than there are ids: the last words are
   * then not trained.
   */
  backward(dOutput: Matrix): RowGradients;
}

/** The gradient of the distinct rows of one batch. */
export interface RowGradients {
  /** Trained rows only, in rising order. */
  readonly ids: readonly number[];
  /** Address of (ids, width). */
  readonly gradient: number;
}

/** What is read of the table, by word. */
export interface EmbeddingIds {
  readonly ids: readonly number[];
  /** Trained rows; absent if no word has subwords. */
  readonly subwords?: Subwords;
}

/** Writes the word vectors of these words to `output` (R, width). */
export function embeddingForward(
  engine: Engine,
  table: EmbeddingTable,
  { ids, subwords }: EmbeddingIds,
  output: Matrix,
): EmbeddingForward {
  const { kernels, memory } = engine;
  const { width } = table;
  const address = memory.allocate(ids.length * 4);
  // Trained and fixed rows take turns in runs; in training there is nearly always a single one.
  for (let first = 0; first < ids.length; ) {
    const { begin, limit, fixed } = blockOf(table, ids[first]);
    let end = first + 1;
    while (end < ids.length && ids[end] >= begin && ids[end] < limit) end++;
    const count = end - first;
    const out = rowAddress(output, first);
    const run = memory.integers(address, count);
    for (let i = 0; i < count; i++) run[i] = ids[first + i] - begin;
    if (fixed) {
      const { bytes, scales } = fixed;
      kernels.gatherQuantizedRows(count, width, bytes, scales, address, out, output.stride);
    } else kernels.gatherRows(count, width, table.value, address, out, output.stride);
    first = end;
  }
  if (subwords) {
    const { rows, width, value } = table;
    const learned = { address: value, rows, columns: width, stride: width };
    addSubwords(engine, learned, subwords, output);
  }
  return {
    backward: (dOutput) => {
      const words = { ids: ids.slice(0, dOutput.rows), subwords: subwords?.slice(0, dOutput.rows) };
      return rowGradients(engine, table, words, dOutput);
    },
  };
}

/** The rows that an id is among: from `begin` to before `limit`; trained ones are not fixed. */
function blockOf({ rows, fixed, common }: EmbeddingTable, id: number) {
  const firstCommon = rows + fixed.count;
  if (id < rows) return { begin: 0, limit: rows };
  if (common && id >= firstCommon) {
    return { begin: firstCommon, limit: firstCommon + common.count, fixed: common };
  }
  return { begin: rows, limit: firstCommon, fixed };
}

function rowGradients(
  engine: Engine,
  { rows }: EmbeddingTable,
  { ids, subwords = [] }: EmbeddingIds,
  dOutput: Matrix,
): RowGradients {
  const read = new Set(ids);
  for (const own of subwords) for (const id of own) read.add(id);
  const distinct = [...read].filter((id) => id < rows).sort((a, b) => a - b);
  const slots = new Map(distinct.map((id, slot) => [id, slot]));
  // Fixed rows are not trained: one slot after the others takes their gradient and is never read.
  const slotOf = (id: number) => slots.get(id) ?? distinct.length;
  const gradient = zeroMatrix(engine, distinct.length + 1, dOutput.columns);
  scatterAddRows(engine, dOutput, engine.memory.storeIntegers(ids.map(slotOf)), gradient);
  if (subwords.length > 0) addSubwordGradients(engine, { subwords, slotOf }, dOutput, gradient);
  return { ids: distinct, gradient: gradient.address };
}

/** Writes the rows of these ids of a small table to `output` (R, width). */
export function lookupForward(
  engine: Engine,
  table: Parameter,
  ids: readonly number[],
  output: Matrix,
): IdsForward {
  const rows = engine.memory.storeIntegers(ids);
  gatherRows(engine, valueMatrix(table), rows, output);
  return {
    backward: (dOutput) => scatterAddRows(engine, dOutput, rows, gradientMatrix(table)),
  };
}
