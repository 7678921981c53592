// How far back a loss is felt: the gradient of one token's cross-entropy at the hidden states of all
// tokens.
import { directions } from '../../layers/bidirectional.js';
import type { Steps } from '../../layers/layer.js';
import { type Engine, type Matrix, rowAddress } from '../../tensors/matrix.js';
import { copyWeights } from '../copy-weights.js';
import { createTagger, type StoredVectors, type Tagger } from '../tagger.js';
import { encodeBatch, storeRows } from '../vocabulary/encode-batch.js';
import { createWordEncoder } from '../vocabulary/encode-words.js';

export interface GradientNorms {
  /** Counted from 1. */
  readonly layer: number;
  readonly direction: (typeof directions)[number];
  /** For each token t, ‖dL / dh[t]‖; 0 if the direction reads it only after the loss. */
  readonly norms: readonly number[];
}

/** A copy of a tagger that only tags, with room for gradients; of an ensemble, its first member. */
export function withGradients(tagger: Tagger): Tagger {
  if (tagger.network.parameters.gradients !== 0) return tagger;
  const content = { ...tagger.content, memberTemperatures: undefined, vectors: vectorsOf(tagger) };
  const copy = createTagger(content, { arithmetic: 'exact', isTraining: true });
  copyWeights(tagger, copy);
  copy.temperature = tagger.temperature;
  return copy;
}

/** The vectors of the first member: its own rows, then those of all members. */
function vectorsOf({ content, engine, network }: Tagger): StoredVectors | undefined {
  const { vectors, config } = content;
  const { ownCount = 0 } = vectors ?? {};
  if (!vectors || ownCount === 0) return vectors;
  const { bytes, scales } = network.table.fixed;
  const own = engine.memory.bytes(bytes, ownCount * config.wordDimension);
  return {
    ...vectors,
    ownCount: 0,
    bytes: Int8Array.from([...new Int8Array(own), ...vectors.bytes]),
    scales: Float32Array.from([...engine.memory.floats(scales, ownCount), ...vectors.scales]),
  };
}

/**
 * Norms of the gradients by layer and direction, as the recurrence of each layer sends them back from
 * one token. The loss is the cross-entropy of a softmax, whatever the decoder.
 *
 * @param tagger with gradients
 * @param tokens of one sentence, at least one
 * @param at index of the token whose loss it is
 * @param labelId the label that the loss expects there
 */
export function gradientNorms(
  { engine, network, content, ...reading }: Tagger,
  tokens: readonly string[],
  at: number,
  labelId: number,
): GradientNorms[] {
  const found: GradientNorms[] = [];
  for (let layer = 0; layer < content.config.layers; layer++) {
    const mark = engine.memory.mark();
    const batch = encodeBatch(engine, [createWordEncoder(reading)(tokens)]);
    const gold = storeRows(
      engine,
      tokens.map(() => labelId),
    );
    for (const [index, matrix] of network.trace(batch, gold, { layer, step: at }).entries()) {
      const norms = normsOf(engine, batch.steps, matrix);
      found.push({ layer: layer + 1, direction: directions[index], norms });
    }
    engine.memory.release(mark);
  }
  return found;
}

/** Of each row, in double precision: the squares of small gradients may underflow in single. */
function normsOf({ memory }: Engine, { rowStarts, T }: Steps, matrix: Matrix): number[] {
  return Array.from({ length: T }, (_, step) => {
    const row = memory.floats(rowAddress(matrix, rowStarts[step]), matrix.columns);
    return Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  });
}
