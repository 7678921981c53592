// Sentences to one batch: sorted by falling length, their tokens laid out step by step.
import { layOutSteps, type Steps } from '../layers/layer.js';
import type { Engine } from '../tensors/matrix.js';

export interface Batch {
  readonly steps: Steps;
  /** (B) places in the list the batch was made from. */
  readonly order: readonly number[];
  /** (R) */
  readonly wordIds: readonly number[];
}

/** There is at least one sentence, and every sentence holds at least one id. */
export function encodeBatch(engine: Engine, sentences: readonly (readonly number[])[]): Batch {
  // Sorting is stable, so sentences of one length keep their order.
  const order = sentences
    .map((_, index) => index)
    .sort((a, b) => sentences[b].length - sentences[a].length);
  const steps = layOutSteps(
    engine,
    order.map((index) => sentences[index].length),
  );
  return { steps, order, wordIds: rowsOf(steps, order, sentences) };
}

/** One value a token, in the order of the rows. */
export function rowsOf(
  steps: Steps,
  order: readonly number[],
  sentences: readonly (readonly number[])[],
): number[] {
  return steps.liveRows.flatMap((live, t) =>
    Array.from({ length: live }, (_, b) => sentences[order[b]][t]),
  );
}

/** The same as int32 in the linear memory. */
export function storeRows({ memory }: Engine, rows: readonly number[]): number {
  const address = memory.allocate(rows.length * 4);
  memory.integers(address, rows.length).set(rows);
  return address;
}
