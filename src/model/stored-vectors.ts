// Quantized word vectors: one signed byte for each number and one scale for each row, a quarter of
// single precision.
import { loadKernels } from '../kernels/kernels.js';
import { createMemory } from '../kernels/memory.js';
import type { StoredVectors } from './tagger.js';

/** Vectors in single precision, as a vector file or a training has them. */
export interface FloatVectors {
  readonly words: readonly string[];
  /** (words, dimension) */
  readonly rows: Float32Array;
  readonly dimension: number;
  readonly digitsAreZeros: boolean;
}

/**
 * Rounds each number to the nearest of 255 steps between minus and plus the largest of its row.
 * Undefined if a model can list none of the words.
 */
export function quantizeVectors(vectors: FloatVectors): StoredVectors | undefined {
  const { rows, dimension, digitsAreZeros } = vectors;
  const places = listedPlaces(vectors.words);
  if (places.length === 0) return undefined;
  const memory = createMemory();
  const kernels = loadKernels(memory, 'exact');
  const source = memory.allocate(dimension * 4);
  const target = memory.allocate(dimension);
  const bytes = new Int8Array(places.length * dimension);
  const scales = new Float32Array(places.length);
  // These views stay valid, because nothing is allocated from here on.
  const row = memory.floats(source, dimension);
  const quantized = memory.bytes(target, dimension);
  places.forEach((place, r) => {
    row.set(rows.subarray(place * dimension, (place + 1) * dimension));
    scales[r] = kernels.quantizeRow(dimension, source, target);
    bytes.set(quantized, r * dimension);
  });
  return { words: places.map((place) => vectors.words[place]), bytes, scales, digitsAreZeros };
}

/**
 * Indices of the words that a list of one word a line can hold, each once. A vector file may have
 * others: invalid UTF-8 can make two words look the same, and a word of a binary file may hold any
 * byte.
 */
function listedPlaces(words: readonly string[]): number[] {
  const seen = new Set(['']);
  return words.flatMap((word, place) => {
    if (seen.has(word) || word.includes('\n')) return [];
    seen.add(word);
    return [place];
  });
}
