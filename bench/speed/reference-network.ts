// The network that most parts measure: that of Ma & Hovy (2016) at the sizes of NCRF++.
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

/** The rate of NCRF++. Speed depends on it, because dropped columns are not computed. */
export const REFERENCE_DROPOUT = 0.5;

const { characters } = referenceNetwork;

/** The same network as flags of tagger train, except for its width. It reads no documents, as no peer does. */
export const referenceFlags = [
  ['--cell', referenceNetwork.cell],
  ['--word-dimension', referenceNetwork.wordDimension],
  ['--characters', characters.encoder],
  ['--character-dimension', characters.dimension],
  ['--character-filters', characters.filters],
  ['--character-widths', characters.widths.join()],
  ['--no-shape'],
  ['--no-fold-words'],
  ['--no-documents'],
  ['--layers', referenceNetwork.layers],
  ['--decoder', referenceNetwork.decoder],
  ['--dropout', REFERENCE_DROPOUT],
]
  .flat()
  .map(String);
