// The two kinds of work that tagging consists of, each a few numbers in the linear memory, so that any thread can do it.
//
//   project   words, letters, shapes | word ids | rows | lengths of spellings | letters | shapes    int32
//   decode    sentences, tokens | lengths, falling | rows by sentence -> label ids                  int32
//
// The rows are those of the projection cache: the first fills them, the second reads them.
import { layOutSteps, type Steps } from '../../layers/layer.js';
import { allocateMatrix, type Engine, rowAddress } from '../../tensors/matrix.js';
import type { Decoding } from '../network/decoding.js';
import type { EncodedWords } from '../vocabulary/encode-words.js';

/** The tables of a projection cache, for whoever has only numbers. */
export interface ProjectionTables {
  readonly tables: readonly number[];
  readonly width: number;
}

/** Returns the address of the job. */
export function storeProjectJob(
  { memory }: Engine,
  { wordIds, spellings, shapes }: EncodedWords,
  rows: readonly number[],
): number {
  const letters = spellings.flat();
  const count = wordIds.length;
  const length = 3 + 3 * count + letters.length + shapes.length;
  const address = memory.allocate(length * 4);
  const job = memory.integers(address, length).fill(0);
  job.set([count, letters.length, shapes.length]);
  job.set(wordIds, 3);
  job.set(rows, 3 + count);
  spellings.forEach((spelling, index) => {
    job[3 + 2 * count + index] = spelling.length;
  });
  job.set(letters, 3 + 3 * count);
  job.set(shapes, 3 + 3 * count + letters.length);
  return address;
}

export function runProjectJob(
  engine: Engine,
  { project }: Decoding,
  { tables, width }: ProjectionTables,
  address: number,
): void {
  const { memory, kernels } = engine;
  const mark = memory.mark();
  const [count, letterCount, shapeCount] = memory.integers(address, 3);
  const length = 3 * count + letterCount + shapeCount;
  const job = Array.from(memory.integers(address + 12, length));
  const rows = job.slice(count, 2 * count);
  let at = 3 * count;
  const spellings = letterCount === 0 ? [] : rows.map((_, index) => take(job[2 * count + index]));
  const shapes = job.slice(length - shapeCount);
  const gates = project({ wordIds: job.slice(0, count), spellings, shapes });
  tables.forEach((table, direction) => {
    rows.forEach((row, index) => {
      const from = rowAddress(gates[direction], index);
      kernels.copyRows(1, width, from, width, table + row * width * 4, width);
    });
  });
  memory.release(mark);

  function take(length: number): number[] {
    at += length;
    return job.slice(at - length, at);
  }
}

/** @param sentences rows of their words, sorted by falling length, none empty */
export function storeDecodeJob(
  { memory }: Engine,
  sentences: readonly (readonly number[])[],
): number {
  const tokenCount = sentences.reduce((sum, rows) => sum + rows.length, 0);
  const length = 2 + sentences.length + tokenCount;
  const address = memory.allocate(length * 4);
  const job = memory.integers(address, length);
  job[0] = sentences.length;
  job[1] = tokenCount;
  let at = 2 + sentences.length;
  sentences.forEach((rows, index) => {
    job[2 + index] = rows.length;
    job.set(rows, at);
    at += rows.length;
  });
  return address;
}

export function runDecodeJob(
  engine: Engine,
  { decode }: Decoding,
  { tables, width }: ProjectionTables,
  address: number,
): void {
  const { memory, kernels } = engine;
  const mark = memory.mark();
  const [sentenceCount] = memory.integers(address, 2);
  const steps = layOutSteps(engine, Array.from(memory.integers(address + 8, sentenceCount)));
  const tokens = address + (2 + sentenceCount) * 4;
  const rows = storeByStep(engine, steps, memory.integers(tokens, steps.R));
  const gates = tables.map((table) => {
    const matrix = allocateMatrix(engine, steps.R, width);
    kernels.gatherRows(steps.R, width, table, rows, matrix.address, width);
    return matrix;
  });
  const labels = memory.integers(tokens, steps.R);
  let at = 0;
  for (const path of decode(steps, gates)) {
    labels.set(path, at);
    at += path.length;
  }
  memory.release(mark);
}

/** The label ids that the job has left, by sentence. */
export function readLabels({ memory }: Engine, address: number): number[][] {
  const [sentenceCount, tokenCount] = memory.integers(address, 2);
  const lengths = memory.integers(address + 8, sentenceCount);
  const labels = memory.integers(address + (2 + sentenceCount) * 4, tokenCount);
  let at = 0;
  return Array.from(lengths, (length) => {
    at += length;
    return Array.from(labels.subarray(at - length, at));
  });
}

/** Values by sentence, put in the order of the rows of a batch. */
function storeByStep(
  { memory }: Engine,
  { lengths, rowStarts, R }: Steps,
  values: Int32Array,
): number {
  const address = memory.allocate(R * 4);
  const byStep = memory.integers(address, R);
  let at = 0;
  lengths.forEach((length, sentence) => {
    for (let t = 0; t < length; t++) byStep[rowStarts[t] + sentence] = values[at++];
  });
  return address;
}
