// The job that projects words to the gates of the lowest recurrent layer: an array of int32.
//
//   words, characters, shapes | word ids | rows | lengths of words | characters | shapes
//
// The rows are those of the projection cache, which the job fills.
import { type Engine, rowAddress } from '../../tensors/matrix.js';
import type { Decoding } from '../network/decoding.js';
import type { EncodedWords } from '../vocabulary/encode-words.js';

/** The tables of a projection cache, as plain data. */
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
