// Tagging with a network: what depends on a word alone is computed once for each word and kept by
// the caller; the rest is computed for each batch.
import { prepareProjection } from '../../layers/input-projection.js';
import type { Steps } from '../../layers/layer.js';
import type { ProjectedRows } from '../../layers/recurrence-output.js';
import { prepareStack } from '../../layers/stack.js';
import { columnsOf, type Engine, type Matrix } from '../../tensors/matrix.js';
import { prepareInputProduct } from '../../tensors/prepared-product.js';
import type { EncodedWords } from '../vocabulary/encode-words.js';
import { inputWidth, wordWidth } from './config.js';
import { emissionsForward } from './network-forward.js';
import type { NetworkLayers } from './network-layers.js';
import { wordInputForward } from './word-input.js';

/**
 * Projections of words, in any order, to the gates of the lowest recurrent layer: (words, G) by
 * direction.
 */
export type ProjectWords = (words: EncodedWords) => Matrix[];

/** The weights as they were at the start, prepared for tagging any number of batches. */
export interface Decoding {
  /** Emissions, from projections of the tokens by direction. */
  emissions(steps: Steps, projected: readonly ProjectedRows[]): Matrix;
  /** Label ids of each sentence. */
  decode(steps: Steps, emissions: Matrix): number[][];
}

/** Prepares the weights that words are projected with, as they are now. */
export function startProjecting(
  engine: Engine,
  { wordInput, stack: [lowest] }: NetworkLayers,
): ProjectWords {
  const { config } = wordInput;
  const prepare = (width: number) =>
    lowest.map((parameters) => prepareProjection(engine, parameters, prepareInputProduct, width));
  const whole = prepare(inputWidth(config));
  // Most words have no document, and need not be multiplied with the zeros in its place.
  const narrow = config.documents ? prepare(wordWidth(config)) : whole;
  return (words) => {
    const x = wordInputForward(engine, wordInput, words).output;
    if (words.contexts) return whole.map((project) => project(x));
    return narrow.map((project) => project(columnsOf(x, 0, wordWidth(config))));
  };
}

export function startDecoding(engine: Engine, layers: NetworkLayers): Decoding {
  const runStack = prepareStack(engine, layers.stack);
  return {
    emissions: (steps, projected) => {
      const x = runStack(steps, projected);
      return emissionsForward(engine, layers, { x }).output;
    },
    decode: layers.decoder.startDecoding(),
  };
}
