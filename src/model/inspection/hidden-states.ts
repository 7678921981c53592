// Hidden states of a plain recurrent network at each token: it has no gates to look at.
import { directions } from '../../layers/bidirectional.js';
import { type Engine, type Matrix, rowAddress } from '../../tensors/matrix.js';
import type { Tagger } from '../tagger.js';
import { encodeBatch } from '../vocabulary/encode-batch.js';
import { createWordEncoder } from '../vocabulary/encode-words.js';

/** The hidden states of one layer in one direction. */
export interface LayerStates {
  /** Counted from 1. */
  readonly layer: number;
  readonly direction: (typeof directions)[number];
  /** For each token, the state of each unit, from -1 to 1. */
  readonly units: readonly Float32Array[];
}

/**
 * @param tagger of the cell rnn, whose only block of activations is its hidden state
 * @param tokens of one sentence, at least one
 */
export function hiddenStates(tagger: Tagger, tokens: readonly string[]): LayerStates[] {
  const { engine, network } = tagger;
  const mark = engine.memory.mark();
  // With one sentence, rows are tokens.
  const batch = encodeBatch(engine, [createWordEncoder(tagger)(tokens)]);
  const found = network.gates(batch).flatMap((layer, index) =>
    layer.map((states, direction) => ({
      layer: index + 1,
      direction: directions[direction],
      units: rowsOf(engine, states),
    })),
  );
  engine.memory.release(mark);
  return found;
}

/** Copies of the rows. */
const rowsOf = ({ memory }: Engine, matrix: Matrix): Float32Array[] =>
  Array.from({ length: matrix.rows }, (_, row) =>
    memory.floats(rowAddress(matrix, row), matrix.columns).slice(),
  );
