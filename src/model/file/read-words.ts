// The words of a model's file: looked up in their bytes, their rows used where the file lies in the linear memory, for
// copies and a hundred thousand strings would take longer than all the rest of reading.
import { isSharedArrayBuffer } from 'node:util/types';
import * as v from 'valibot';
import { InputError } from '../../errors.js';
import type { LinearMemory } from '../../kernels/memory.js';
import type { NetworkConfig } from '../network/config.js';
import type { StoredVectors, StoredWords, TaggerContent } from '../tagger.js';
import { lexiconOf } from '../vocabulary/lexicon.js';
import { type CheckedFile, expectFinite, type ListedWords } from './checked-file.js';

const vectorsSchema = v.strictObject({ digits_are_zeros: v.boolean() });

export interface ReadWords {
  readonly stored: StoredWords;
  /** Made of the file's bytes where somebody asks for them. */
  readonly content: Pick<TaggerContent, 'words' | 'vectors'>;
}

/** @param memory holds the file's bytes, or takes a copy of what is not aligned in it */
export function readWords(
  path: string,
  file: CheckedFile,
  { wordDimension: width, foldsWords }: NetworkConfig,
  memory: LinearMemory,
): ReadWords {
  const words = file.words('embedding.words');
  expectEmptyFirst(`${path}: embedding.words`, words.get(''), 'word');
  const vectors = file.has('vectors') ? readVectors(path, file, width) : undefined;
  const value = placeIn(memory, file.floats('embedding.weight', [words.size, width]));
  const fixed = {
    count: vectors?.words.size ?? 0,
    bytes: vectors ? placeIn(memory, vectors.bytes) : 0,
    scales: vectors ? placeIn(memory, vectors.scales) : 0,
  };
  const digitsAreZeros = vectors?.digitsAreZeros ?? false;
  const table = { rows: words.size, width, value, fixed };
  const lexicon = lexiconOf(words, vectors?.words ?? new Map(), { foldsWords, digitsAreZeros });
  const storedVectors = vectors && {
    digitsAreZeros,
    get words() {
      return vectors.words.strings();
    },
    get bytes() {
      const bytes = memory.bytes(fixed.bytes, fixed.count * width);
      return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    get scales() {
      return memory.floats(fixed.scales, fixed.count);
    },
  };
  return {
    stored: { memory, table, lexicon },
    content: {
      get words() {
        return words.strings();
      },
      vectors: storedVectors satisfies StoredVectors | undefined,
    },
  };
}

/** @param row of the empty word */
export function expectEmptyFirst(where: string, row: number | undefined, what: string): void {
  if (row === 0) return;
  throw new InputError(`${where}: expected an empty first line for the unknown ${what}`);
}

interface ReadVectors extends Omit<StoredVectors, 'words'> {
  readonly words: ListedWords;
}

function readVectors(path: string, file: CheckedFile, width: number): ReadVectors {
  const { digits_are_zeros: digitsAreZeros } = file.field('vectors', vectorsSchema);
  const words = file.words('vectors.words');
  const bytes = file.signedBytes('vectors.weight', [words.size, width]);
  const scales = file.floats('vectors.scale', [words.size]);
  // What a row holds at most is a weight like others.
  expectFinite(
    `${path}: 128 times vectors.scale`,
    scales.map((scale) => 128 * scale),
  );
  return { words, bytes, scales, digitsAreZeros };
}

/** The address of values of the file: where they lie, if that is in the memory. */
function placeIn(memory: LinearMemory, values: Float32Array | Int8Array): number {
  const { buffer, byteOffset, byteLength } = values;
  if (isSharedArrayBuffer(buffer)) return byteOffset;
  const address = memory.allocate(byteLength);
  memory.bytes(address, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
  return address;
}
