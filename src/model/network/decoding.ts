// Tagging with a network: what depends on a word alone is computed once for each word and kept by
// the caller; the rest is computed for each batch.
import { prepareProjection } from '../../layers/input-projection.js';
import type { Steps } from '../../layers/layer.js';
import { prepareStack } from '../../layers/stack.js';
import { columnsOf, type Engine, type Matrix } from '../../tensors/matrix.js';
import { prepareInputProduct } from '../../tensors/prepared-product.js';
import type { EncodedWords } from '../vocabulary/encode-words.js';
import { inputWidth, wordWidth } from './config.js';
import { emissionsForward } from './network-forward.js';
import type { NetworkLayers } from './network-layers.js';
import { wordInputForward } from './word-input.js';

/** The weights as they were at the start, prepared for tagging any number of batches. */
export interface Decoding {
  /**
   * Projections of words, in any order, to the gates of the lowest recurrent layer: (words, G) by
   * direction.
   */
  project(words: EncodedWords): Matrix[];
  /** Emissions; `gates` (R, G) by direction holds projections, and is overwritten. */
  emissions(steps: Steps, gates: readonly Matrix[]): Matrix;
  /** Label ids of each sentence. */
  decode(steps: Steps, emissions: Matrix): number[][];
}

export function startDecoding(engine: Engine, layers: NetworkLayers): Decoding {
  const { wordInput, stack, decoder } = layers;
  const [lowest] = stack;
  const { config } = wordInput;
  const prepare = (width: number) =>
    lowest.map((parameters) => prepareProjection(engine, parameters, prepareInputProduct, width));
  const whole = prepare(inputWidth(config));
  // Most words have no document, and need not be multiplied with the zeros in its place.
  const narrow = config.documents ? prepare(wordWidth(config)) : whole;
  const runStack = prepareStack(engine, stack);
  const decode = decoder.startDecoding();
  return {
    project: (words) => {
      const x = wordInputForward(engine, wordInput, words).output;
      if (words.contexts) return whole.map((project) => project(x));
      return narrow.map((project) => project(columnsOf(x, 0, wordWidth(config))));
    },
    emissions: (steps, gates) => {
      const x = runStack(steps, gates);
      return emissionsForward(engine, layers, { x }).output;
    },
    decode,
  };
}
