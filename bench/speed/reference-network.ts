// The network that is measured where nothing else is said, spelt out: Ma & Hovy's (2016), at the sizes of NCRF++.
import type { NetworkConfig } from '../../src/model/network/config.js';

export const referenceNetwork = {
  cell: 'lstm',
  directions: 2,
  layers: 1,
  wordDimension: 100,
  foldsWords: false,
  characters: { encoder: 'cnn', dimension: 30, filters: 50, widths: [3] },
  shape: null,
  hidden: 100,
  dense: [],
  decoder: 'crf',
} as const satisfies NetworkConfig;

/** Sentences a step. */
export const REFERENCE_BATCH = 10;

/** That of NCRF++: what is left out is not computed, so that speed depends on it. */
export const REFERENCE_DROPOUT = 0.5;

const { characters } = referenceNetwork;

/** The same as flags of tagger train, but for the units. */
export const referenceFlags = [
  ['--cell', referenceNetwork.cell],
  ['--word-dimension', referenceNetwork.wordDimension],
  ['--characters', characters.encoder],
  ['--character-dimension', characters.dimension],
  ['--character-filters', characters.filters],
  ['--character-widths', characters.widths.join()],
  ['--no-shape'],
  ['--no-fold-words'],
  ['--layers', referenceNetwork.layers],
  ['--decoder', referenceNetwork.decoder],
  ['--dropout', REFERENCE_DROPOUT],
]
  .flat()
  .map(String);
