// The words of a model file, looked up in its bytes, and their rows, used in place if the file is
// in linear memory. Copying rows and making strings would take longer than the rest of reading.
import { isSharedArrayBuffer } from 'node:util/types';
import * as v from 'valibot';
import { InputError } from '../../errors.js';
import type { LinearMemory } from '../../kernels/memory.js';
import type { TextConventions } from '../../text/text-conventions.js';
import type { NetworkConfig } from '../network/config.js';
import { dequantizeVectors, type QuantizedVectors } from '../quantized-vectors.js';
import type { StoredVectors, StoredWords, TaggerContent } from '../tagger.js';
import { lexiconOf } from '../vocabulary/lexicon.js';
import { type CheckedFile, expectFinite, type ListedWords } from './checked-file.js';
import { renameOldKeys } from './old-names.js';

const vectorsSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform(renameOldKeys),
  v.strictObject({ digitsAreZeros: v.boolean() }),
);

export interface ReadWords {
  readonly stored: StoredWords;
  /** The words and vectors, made from the bytes of the file whenever they are asked for. */
  readonly content: Pick<TaggerContent, 'words' | 'subwords' | 'subwordVectors' | 'vectors'>;
}

interface ReadWordsOptions {
  readonly config: NetworkConfig;
  readonly conventions: TextConventions;
  /** Holds the bytes of the file, or receives copies of those that are not aligned. */
  readonly memory: LinearMemory;
}

/** The words and vectors of a model file. */
export function readWords(
  path: string,
  file: CheckedFile,
  { config, conventions, memory }: ReadWordsOptions,
): ReadWords {
  const { wordDimension: width } = config;
  const words = file.words('embedding.words');
  expectEmptyFirst(`${path}: embedding.words`, words.get(''), 'word');
  const vectors = file.has('vectors') ? readVectors(path, file, width) : undefined;
  const subwords = config.subwords && file.words('embedding.subwords');
  const subwordCount = subwords?.size ?? 0;
  const rows = words.size + subwordCount;
  const subwordVectors =
    subwords && file.hasTensor('subwords.weight')
      ? readRows(path, file, 'subwords', [subwordCount, width])
      : undefined;
  const floats = file.floats('embedding.weight', [subwordVectors ? words.size : rows, width]);
  const value = subwordVectors ? joinRows(memory, floats, subwordVectors) : placeIn(memory, floats);
  const fixed = {
    count: vectors?.words.size ?? 0,
    bytes: vectors ? placeIn(memory, vectors.bytes) : 0,
    scales: vectors ? placeIn(memory, vectors.scales) : 0,
  };
  const digitsAreZeros = vectors?.digitsAreZeros ?? false;
  const table = { rows, width, value, fixed };
  const { wordForms } = conventions;
  const forms = { foldsWords: config.foldsWords, digitsAreZeros, wordForms, subwordCount };
  const lexicon = lexiconOf(words, vectors?.words ?? new Map(), forms);
  return {
    stored: { memory, table, lexicon },
    content: {
      get words() {
        return words.strings();
      },
      subwords: subwords?.strings(),
      ...(subwordVectors && { subwordVectors }),
      vectors: vectors && storedVectors(vectors.words, digitsAreZeros, memory, table),
    },
  };
}

/** The vectors of a table, whose words and numbers are made only when they are asked for. */
function storedVectors(
  words: ListedWords,
  digitsAreZeros: boolean,
  memory: LinearMemory,
  { width, fixed }: StoredWords['table'],
): StoredVectors {
  return {
    digitsAreZeros,
    get words() {
      return words.strings();
    },
    get bytes() {
      const bytes = memory.bytes(fixed.bytes, fixed.count * width);
      return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    get scales() {
      return memory.floats(fixed.scales, fixed.count);
    },
  };
}

/**
 * Checks that the first line of a vocabulary is empty, which is the entry of unknown words.
 *
 * @param row the row of the empty line, if there is one
 * @param what is listed, for the error
 */
export function expectEmptyFirst(where: string, row: number | undefined, what: string): void {
  if (row === 0) return;
  throw new InputError(`${where}: expected an empty first line for the unknown ${what}`);
}

interface ReadVectors extends Omit<StoredVectors, 'words'> {
  readonly words: ListedWords;
}

function readVectors(path: string, file: CheckedFile, width: number): ReadVectors {
  const { digitsAreZeros } = file.field('vectors', vectorsSchema);
  const words = file.words('vectors.words');
  return { words, digitsAreZeros, ...readRows(path, file, 'vectors', [words.size, width]) };
}

function readRows(
  path: string,
  file: CheckedFile,
  name: string,
  [count, width]: readonly [number, number],
): QuantizedVectors {
  const bytes = file.signedBytes(`${name}.weight`, [count, width]);
  const scales = file.floats(`${name}.scale`, [count]);
  // The largest number of a row must be finite, like every weight.
  expectFinite(
    `${path}: 128 times ${name}.scale`,
    scales.map((scale) => 128 * scale),
  );
  return { bytes, scales };
}

/** The address of the rows of words, followed by those of subwords that the file has as bytes. */
function joinRows(memory: LinearMemory, words: Float32Array, subwords: QuantizedVectors): number {
  const address = memory.allocate((words.length + subwords.bytes.length) * 4);
  memory.floats(address, words.length).set(words);
  const first = address + words.length * 4;
  dequantizeVectors(subwords, memory.floats(first, subwords.bytes.length));
  return address;
}

/**
 * The address of values of the file: their own if they are in linear memory, else that of a copy.
 */
function placeIn(memory: LinearMemory, values: Float32Array | Int8Array): number {
  const { buffer, byteOffset, byteLength } = values;
  if (isSharedArrayBuffer(buffer)) return byteOffset;
  const address = memory.allocate(byteLength);
  memory.bytes(address, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
  return address;
}
