// The job that projects words to the gates of the lowest recurrent layer: an array of int32.
//
//   words, characters, shapes, contexts, subwords | word ids | rows | lengths of words | characters
//   | shapes | contexts | counts of subwords | subwords
//
// The rows are those of the projection cache, which the job fills.
import { type Engine, rowAddress } from '../../tensors/matrix.js';
import type { ProjectWords } from '../network/decoding.js';
import type { EncodedWords } from '../vocabulary/encode-words.js';
import { readContexts, storeContexts } from './stored-contexts.js';

/** The tables of a projection cache, as plain data. */
export interface ProjectionTables {
  readonly tables: readonly number[];
  readonly width: number;
}

const COUNTS = 5;

/** Returns the address of the job. */
export function storeProjectJob(
  { memory }: Engine,
  { wordIds, spellings, shapes, contexts, subwords }: EncodedWords,
  rows: readonly number[],
): number {
  const lengthsOf = (lists: readonly (readonly number[])[]) =>
    wordIds.map((_, index) => lists[index]?.length ?? 0);
  const characters = spellings.flat();
  const ofContexts = contexts ? storeContexts(contexts) : [];
  const ofSubwords = subwords ? [lengthsOf(subwords), subwords.flat()].flat() : [];
  const parts = [characters, shapes, ofContexts, ofSubwords];
  const counts = [wordIds, ...parts].map(({ length }) => length);
  return memory.storeIntegers([counts, wordIds, rows, lengthsOf(spellings), ...parts].flat());
}

/** Writes the projection of each word to its row of the tables. */
export function runProjectJob(
  engine: Engine,
  project: ProjectWords,
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
  const counts = Array.from(memory.integers(address, COUNTS));
  const [count, characterCount, shapeCount, contextCount, subwordCount] = counts;
  const length = 3 * count + characterCount + shapeCount + contextCount + subwordCount;
  const job = Array.from(memory.integers(address + COUNTS * 4, length));
  let at = 0;
  const take = (length: number) => {
    at += length;
    return job.slice(at - length, at);
  };
  const [wordIds, rows, lengths] = [take(count), take(count), take(count)];
  const spellings = characterCount === 0 ? [] : lengths.map(take);
  const shapes = take(shapeCount);
  const contexts = contextCount === 0 ? undefined : readContexts(take(contextCount), count);
  const subwords = subwordCount === 0 ? undefined : take(count).map(take);
  const words: EncodedWords = {
    wordIds,
    spellings,
    shapes,
    ...(contexts && { contexts }),
    ...(subwords && { subwords }),
  };
  return { words, rows };
}
