// The simplest network of the family's best-known member: one layer, both directions, nothing between it and the output;
// of a word its vector alone.
export const plainLstm = {
  cell: 'lstm',
  directions: 2,
  layers: 1,
  characters: null,
  foldsWords: false,
  shape: null,
  dense: [],
} as const;
