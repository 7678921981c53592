// The hidden states of a recurrence alone, computed a few steps at a time.
import { type Engine, type Matrix, rowsOf } from '../tensors/matrix.js';
import type { AddProduct } from '../tensors/prepared-product.js';
import { type RecurrenceInput, type RecurrenceParameters, startRun, stepOf } from './recurrence.js';
import { blocksOf } from './segments.js';

/** Projections (count, G) of the tokens from row `first` on, for the caller to overwrite. */
export type ProjectedRows = (first: number, count: number) => Matrix;

export interface OutputInput extends Pick<RecurrenceInput, 'steps' | 'isReverse'> {
  readonly projected: ProjectedRows;
  /** What prepareRecurrence has returned. */
  readonly products: readonly AddProduct[];
}

const BLOCK_ROWS = 256;

/**
 * Writes the hidden states to `output` (R, H), and keeps nothing else. Projections are asked for a
 * few steps at a time, so that they need little memory and stay in the cache of the processor.
 */
export function recurrenceOutput(
  engine: Engine,
  parameters: RecurrenceParameters,
  { projected, products, ...input }: OutputInput,
  output: Matrix,
): void {
  const { memory } = engine;
  const mark = memory.mark();
  const run = startRun(engine, parameters, input, output);
  for (const { first, end, segments } of blocksOf(run.segments, BLOCK_ROWS)) {
    const blockMark = memory.mark();
    const block = projected(first, end - first);
    for (const segment of segments) {
      const gates = rowsOf(block, segment.row - first, segment.rows);
      parameters.cell.forward(stepOf(engine, run, segment, { gates, products }));
    }
    memory.release(blockMark);
  }
  memory.release(mark);
}
