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

/** Rounds each number to the nearest of 255 steps between minus and plus the largest of its row. */
export function quantizeVectors(vectors: VectorRows): StoredVectors {
  const { words, rows, dimension, digitsAreZeros } = vectors;
  const memory = createMemory();
  const kernels = loadKernels(memory, 'exact');
  const source = memory.allocate(dimension * 4);
  const target = memory.allocate(dimension);
  const bytes = new Int8Array(rows.length);
  const scales = new Float32Array(words.length);
  const row = memory.floats(source, dimension);
  const quantized = new Int8Array(memory.memory.buffer, target, dimension);
  for (let r = 0; r < words.length; r++) {
    row.set(rows.subarray(r * dimension, (r + 1) * dimension));
    scales[r] = kernels.quantizeRow(dimension, source, target);
    bytes.set(quantized, r * dimension);
  }
  return { words, bytes, scales, digitsAreZeros };
}
