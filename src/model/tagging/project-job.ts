// The job that projects words to the gates of the lowest recurrent layer: an array of int32.
//
//   words, characters, shapes, subwords | word ids | rows | lengths of words | characters | shapes |
//   counts of subwords | subwords
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
  { wordIds, spellings, shapes, subwords }: EncodedWords,
  rows: readonly number[],
): number {
  const count = wordIds.length;
  const lengthsOf = (lists: readonly (readonly number[])[]) =>
    wordIds.map((_, index) => lists[index]?.length ?? 0);
  const characters = spellings.flat();
  const ofSubwords = subwords ? [...lengthsOf(subwords), ...subwords.flat()] : [];
  return memory.storeIntegers([
    ...[count, characters.length, shapes.length, ofSubwords.length],
    ...wordIds,
    ...rows,
    ...lengthsOf(spellings),
    ...characters,
    ...shapes,
    ...ofSubwords,
  ]);
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
  const [count, characterCount, shapeCount, subwordCount] = memory.integers(address, 4);
  const length = 3 * count + characterCount + shapeCount + subwordCount;
  const job = Array.from(memory.integers(address + 16, length));
  let at = 0;
  const take = (length: number) => {
    at += length;
    return job.slice(at - length, at);
  };
  const takeLists = (lengths: readonly number[]) => lengths.map(take);
  const wordIds = take(count);
  const rows = take(count);
  const lengths = take(count);
  const spellings = characterCount === 0 ? [] : takeLists(lengths);
  const shapes = take(shapeCount);
  const words: EncodedWords = {
    wordIds,
    spellings,
    shapes,
    ...(subwordCount > 0 && { subwords: takeLists(take(count)) }),
  };
  return { words, rows };
}
