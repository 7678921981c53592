// Words to vectors: rows that are learned, and behind them rows of a vector file, stored as bytes and fixed.
import { type Engine, type Matrix, rowAddress } from '../tensors/matrix.js';
import { zeros } from '../tensors/parameters.js';

/** Rows of the vector file, as signed bytes times one scale a row. */
export interface QuantizedRows {
  readonly count: number;
  /** Address of (count, E) int8. */
  readonly bytes: number;
  /** Address of (count). */
  readonly scales: number;
}

export interface EmbeddingTable {
  /** The learned rows; ids from here on are those of the vector file. */
  readonly rows: number;
  readonly width: number;
  /** Address of (rows, E). */
  readonly value: number;
  readonly fixed: QuantizedRows;
}

/** The gradient of the distinct rows of one batch. */
export interface RowGradients {
  /** Rising; rows of the learned part only. */
  readonly ids: readonly number[];
  /** Address of (ids, E). */
  readonly gradient: number;
}

export interface EmbeddingForward {
  /** Sums dOutput (R, width), or its first rows, over the tokens of each word, in the order of the rows. */
  backward(dOutput: Matrix): RowGradients;
}

/** Writes the rows of these ids to `output` (R, width). */
export function embeddingForward(
  engine: Engine,
  table: EmbeddingTable,
  ids: readonly number[],
  output: Matrix,
): EmbeddingForward {
  const { kernels, memory } = engine;
  const { width } = table;
  const address = memory.allocate(ids.length * 4);
  // Runs of one kind: in training nearly always a single one.
  for (let first = 0; first < ids.length; ) {
    const isFixed = ids[first] >= table.rows;
    let end = first + 1;
    while (end < ids.length && ids[end] >= table.rows === isFixed) end++;
    const count = end - first;
    const out = rowAddress(output, first);
    const run = memory.integers(address, count);
    for (let i = 0; i < count; i++) run[i] = ids[first + i] - (isFixed ? table.rows : 0);
    if (isFixed) {
      const { bytes, scales } = table.fixed;
      kernels.gatherQuantizedRows(count, width, bytes, scales, address, out, output.stride);
    } else kernels.gatherRows(count, width, table.value, address, out, output.stride);
    first = end;
  }
  return {
    backward: (dOutput) => rowGradients(engine, table, ids.slice(0, dOutput.rows), dOutput),
  };
}

function rowGradients(
  engine: Engine,
  { rows, width }: EmbeddingTable,
  ids: readonly number[],
  dOutput: Matrix,
): RowGradients {
  const { kernels, memory } = engine;
  const distinct = [...new Set(ids)].filter((id) => id < rows).sort((a, b) => a - b);
  const slotOf = new Map(distinct.map((id, slot) => [id, slot]));
  // The fixed rows learn nothing: one slot behind the others takes their gradient and is never read.
  const slots = memory.allocate(ids.length * 4);
  memory.integers(slots, ids.length).set(ids.map((id) => slotOf.get(id) ?? distinct.length));
  const gradient = zeros(engine, (distinct.length + 1) * width);
  kernels.scatterAddRows(ids.length, width, dOutput.address, dOutput.stride, slots, gradient);
  return { ids: distinct, gradient };
}
