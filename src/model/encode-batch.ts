// Sentences to one batch: sorted by falling length, their tokens laid out step by step.
import { layOutSteps, type Steps } from '../layers/layer.js';
import { storeIntegers } from '../tensors/integers.js';
import type { Engine } from '../tensors/matrix.js';
import type { EncodedWords } from './encode-words.js';

/** The words are in the order of the rows. */
export interface Batch extends EncodedWords {
  readonly steps: Steps;
  /** (B) places in the list the batch was made from. */
  readonly order: readonly number[];
}

/** There is at least one sentence, and every sentence holds at least one word. */
export function encodeBatch(engine: Engine, sentences: readonly EncodedWords[]): Batch {
  const wordIds = sentences.map((sentence) => sentence.wordIds);
  const spellings = sentences.map((sentence) => sentence.spellings);
  const shapes = sentences.map((sentence) => sentence.shapes);
  // Sorting is stable, so sentences of one length keep their order.
  const order = sentences
    .map((_, index) => index)
    .sort((a, b) => wordIds[b].length - wordIds[a].length);
  const steps = layOutSteps(
    engine,
    order.map((index) => wordIds[index].length),
  );
  return {
    steps,
    order,
    wordIds: rowsOf(steps, order, wordIds),
    spellings: spellings[0].length > 0 ? rowsOf(steps, order, spellings) : [],
    shapes: shapes[0].length > 0 ? rowsOf(steps, order, shapes) : [],
  };
}

/** One value a token, in the order of the rows. */
export function rowsOf<Value>(
  steps: Steps,
  order: readonly number[],
  sentences: readonly (readonly Value[])[],
): Value[] {
  return steps.liveRows.flatMap((live, t) =>
    Array.from({ length: live }, (_, b) => sentences[order[b]][t]),
  );
}

/** The same as int32 in the linear memory. */
export function storeRows(engine: Engine, rows: readonly number[]): number {
  return storeIntegers(engine, rows);
}
