// The activations of a sentence in each layer and direction, as the network computes them.
import { directions } from '../../layers/bidirectional.js';
import { type Engine, type Matrix, rowAddress } from '../../tensors/matrix.js';
import type { Tagger } from '../tagger.js';
import { encodeBatch } from '../vocabulary/encode-batch.js';
import { createWordEncoder } from '../vocabulary/encode-words.js';

/** A layer in one of its directions. */
export interface LayerPlace {
  /** Counted from 1. */
  readonly layer: number;
  readonly direction: (typeof directions)[number];
}

/**
 * What `read` finds in the blocks of each layer and direction, a row for each token. They are in
 * linear memory only while `read` runs.
 *
 * @param tokens of one sentence, at least one
 */
export function readBlocks<Found>(
  tagger: Tagger,
  tokens: readonly string[],
  read: (blocks: Matrix) => Found,
): (LayerPlace & Found)[] {
  const { engine, network } = tagger;
  const mark = engine.memory.mark();
  // With one sentence, rows are tokens.
  const batch = encodeBatch(engine, [createWordEncoder(tagger)(tokens)]);
  const found = network.gates(batch).flatMap((layer, index) =>
    layer.map((blocks, direction) => ({
      layer: index + 1,
      direction: directions[direction],
      ...read(blocks),
    })),
  );
  engine.memory.release(mark);
  return found;
}

/** Copies of the rows. */
export function rowsOf({ memory }: Engine, matrix: Matrix): Float32Array[] {
  return Array.from({ length: matrix.rows }, (_, row) =>
    memory.floats(rowAddress(matrix, row), matrix.columns).slice(),
  );
}
