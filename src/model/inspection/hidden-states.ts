// Hidden states of a plain recurrent network at each token: it has no gates to look at.
import type { Tagger } from '../tagger.js';
import { type LayerPlace, readBlocks, rowsOf } from './layer-blocks.js';

/** The hidden states of one layer in one direction. */
export interface LayerStates extends LayerPlace {
  /** For each token, the state of each unit, from -1 to 1. */
  readonly units: readonly Float32Array[];
}

/**
 * @param tagger of the cell rnn, whose only block of activations is its hidden state
 * @param tokens of one sentence, at least one
 */
export const hiddenStates = (tagger: Tagger, tokens: readonly string[]): LayerStates[] =>
  readBlocks(tagger, tokens, (states) => ({ units: rowsOf(tagger.engine, states) }));
