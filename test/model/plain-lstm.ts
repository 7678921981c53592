// The simplest LSTM network: one layer in both directions, no dense layer, and of a word only its
// vector.
export const plainLstm = {
  cell: 'lstm',
  directions: 2,
  layers: 1,
  characters: null,
  foldsWords: false,
  shape: null,
  dense: [],
} as const;
