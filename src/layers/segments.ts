// The order in which a recurrence walks through a batch.
import type { Steps } from './layer.js';

/**
 * Rows of one step whose previous states are contiguous, in the step before or in the initial
 * states.
 */
export interface Segment {
  readonly row: number;
  readonly rows: number;
  /** The sentence of the first row. */
  readonly sentence: number;
  /** The first of the rows of the step before, or -1 if these sentences begin here. */
  readonly previousRow: number;
}

/**
 * Forward, all sentences begin at step 0. In reverse, a sentence begins at its last token: the rows
 * of step t that have no step t + 1 begin there, and follow those that go on, because
 * sentences are sorted by falling length.
 */
export function segmentsOf(
  { T, liveRows, rowStarts }: Steps,
  isReverse: boolean,
): readonly Segment[] {
  const segments: Segment[] = [];
  for (let step = 0; step < T; step++) {
    const t = isReverse ? T - 1 - step : step;
    const previousStep = isReverse ? t + 1 : t - 1;
    const hasPrevious = previousStep >= 0 && previousStep < T;
    const goingOn = hasPrevious ? Math.min(liveRows[t], liveRows[previousStep]) : 0;
    const row = rowStarts[t];
    if (goingOn > 0) {
      segments.push({ row, rows: goingOn, sentence: 0, previousRow: rowStarts[previousStep] });
    }
    const beginning = liveRows[t] - goingOn;
    if (beginning > 0) {
      segments.push({ row: row + goingOn, rows: beginning, sentence: goingOn, previousRow: -1 });
    }
  }
  return segments;
}

/** Segments whose rows are contiguous. */
export interface Block {
  readonly first: number;
  readonly end: number;
  readonly segments: readonly Segment[];
}

/** The segments in their order, in blocks of at most so many rows; a longer one has its own. */
export function blocksOf(segments: readonly Segment[], mostRows: number): readonly Block[] {
  const blocks: { first: number; end: number; segments: Segment[] }[] = [];
  for (const segment of segments) {
    const { row, rows } = segment;
    const block = blocks.at(-1);
    // In reverse, the rows of a step lie before those of the step that was passed earlier.
    const isNeighbor = block && (row === block.end || row + rows === block.first);
    if (isNeighbor && block.end - block.first + rows <= mostRows) {
      block.segments.push(segment);
      block.first = Math.min(block.first, row);
      block.end = Math.max(block.end, row + rows);
    } else blocks.push({ first: row, end: row + rows, segments: [segment] });
  }
  return blocks;
}
