// The two kinds of jobs in tagging. A job is an array of int32 in the linear memory, so any thread
// can do it:
//
//   project   words, characters, shapes | word ids | rows | lengths of words | characters | shapes
//   decode    sentences, tokens | lengths, falling | rows by sentence -> label ids
//
// The rows are those of the projection cache: *project* fills them, *decode* reads them and puts
// label ids in their place.
import { layOutSteps, type Steps } from '../../layers/layer.js';
import { type JobList, takeJobs } from '../../parallel/jobs.js';
import { allocateMatrix, type Engine, rowAddress } from '../../tensors/matrix.js';
import type { Decoding } from '../network/decoding.js';
import type { Network } from '../network/network.js';
import type { EncodedWords } from '../vocabulary/encode-words.js';

export type JobKind = 'project' | 'decode';

/** The tables of a projection cache, as plain data. */
export interface ProjectionTables {
  readonly tables: readonly number[];
  readonly width: number;
}

/** What a thread needs to do jobs. */
export interface JobContext {
  readonly engine: Engine;
  readonly network: Network;
  readonly projections: ProjectionTables;
}

/** Does jobs of the list until none is left. */
export function takeTaggingJobs(
  { engine, network, projections }: JobContext,
  kind: JobKind,
  list: JobList,
): void {
  const { memory } = engine;
  const run = kind === 'project' ? runProjectJob : runDecodeJob;
  const mark = memory.mark();
  const decoding = network.startDecoding();
  takeJobs(memory, list, (job) => run(engine, decoding, projections, job));
  memory.release(mark);
}

/** Returns the address of the job. */
export function storeProjectJob(
  { memory }: Engine,
  { wordIds, spellings, shapes }: EncodedWords,
  rows: readonly number[],
): number {
  const characters = spellings.flat();
  const count = wordIds.length;
  const length = 3 + 3 * count + characters.length + shapes.length;
  const address = memory.allocate(length * 4);
  const job = memory.integers(address, length).fill(0);
  job.set([count, characters.length, shapes.length]);
  job.set(wordIds, 3);
  job.set(rows, 3 + count);
  spellings.forEach((spelling, index) => {
    job[3 + 2 * count + index] = spelling.length;
  });
  job.set(characters, 3 + 3 * count);
  job.set(shapes, 3 + 3 * count + characters.length);
  return address;
}

/** Writes the projection of each word to its row of the tables. */
export function runProjectJob(
  engine: Engine,
  { project }: Decoding,
  { tables, width }: ProjectionTables,
  address: number,
): void {
  const { memory, kernels } = engine;
  const mark = memory.mark();
  const { words, rows } = readProjectJob(engine, address);
  const gates = project(words);
  tables.forEach((table, direction) => {
    rows.forEach((row, index) => {
      const from = rowAddress(gates[direction], index);
      kernels.copyRows(1, width, from, width, table + row * width * 4, width);
    });
  });
  memory.release(mark);
}

function readProjectJob({ memory }: Engine, address: number) {
  const [count, characterCount, shapeCount] = memory.integers(address, 3);
  const length = 3 * count + characterCount + shapeCount;
  const job = Array.from(memory.integers(address + 12, length));
  const lengths = characterCount === 0 ? [] : job.slice(2 * count, 3 * count);
  let at = 3 * count;
  const spellings = lengths.map((length) => {
    at += length;
    return job.slice(at - length, at);
  });
  const shapes = job.slice(length - shapeCount);
  const words: EncodedWords = { wordIds: job.slice(0, count), spellings, shapes };
  return { words, rows: job.slice(count, 2 * count) };
}

/**
 * Returns the address of the job.
 *
 * @param sentences rows of their words, sorted by falling length, none empty
 */
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

/** Replaces the rows in the job by the label ids of the tokens. */
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

/** The label ids of each sentence after the job was done. */
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

/**
 * Stores values that stand by sentence in the order of the rows of a batch; returns their address.
 */
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
