// Word vectors as a model keeps them: one signed byte a number and one scale a row, a quarter of single precision.
import { loadKernels } from '../kernels/kernels.js';
import { createMemory } from '../kernels/memory.js';
import type { StoredVectors } from './tagger.js';

/** What a vector file gave. */
export interface VectorRows {
  readonly words: readonly string[];
  /** (words, dimension) */
  readonly rows: Float32Array;
  readonly dimension: number;
  readonly digitsAreZeros: boolean;
}

/**
 * Rounds each number to the nearest of 255 steps between minus and plus the largest of its row. Undefined if no word
 * is one that a model can list.
 */
export function quantizeVectors(vectors: VectorRows): StoredVectors | undefined {
  const { rows, dimension, digitsAreZeros } = vectors;
  const places = listedPlaces(vectors.words);
  if (places.length === 0) return undefined;
  const memory = createMemory();
  const kernels = loadKernels(memory, 'exact');
  const source = memory.allocate(dimension * 4);
  const target = memory.allocate(dimension);
  const bytes = new Int8Array(places.length * dimension);
  const scales = new Float32Array(places.length);
  const row = memory.floats(source, dimension);
  const quantized = new Int8Array(memory.memory.buffer, target, dimension);
  places.forEach((place, r) => {
    row.set(rows.subarray(place * dimension, (place + 1) * dimension));
    scales[r] = kernels.quantizeRow(dimension, source, target);
    bytes.set(quantized, r * dimension);
  });
  return { words: places.map((place) => vectors.words[place]), bytes, scales, digitsAreZeros };
}

/**
 * Where those words stand that a list of one word a line can hold, each once. A vector file may have others: words of
 * bytes that are no UTF-8 come to look alike, and binary files can hold anything.
 */
function listedPlaces(words: readonly string[]): number[] {
  const seen = new Set(['']);
  return words.flatMap((word, place) => {
    if (seen.has(word) || word.includes('\n')) return [];
    seen.add(word);
    return [place];
  });
}
