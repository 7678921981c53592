// The flags of tagger train that say what the network is.
import type { CellName } from '../../layers/cells/cells.js';
import {
  cellNames,
  LARGEST_WIDTH,
  MOST_LAYERS,
  type NetworkConfig,
} from '../../model/network/config.js';
import { choice, toggle, wholeNumber, wholeNumbers, withDefault } from './kinds.js';
import { spelling } from './spelling-flags.js';

export const network = {
  cell: withDefault('lstm', choice<CellName>('The recurrent cell.', cellNames)),
  unidirectional: withDefault(false, toggle('Read forward only, never what comes after a word.')),
  layers: withDefault(1, wholeNumber('Recurrent layers, one above the other.', 1, MOST_LAYERS)),
  'word-dimension': {
    ...wholeNumber('The width of a word vector.', 1, LARGEST_WIDTH),
    defaultText: '100, or that of --vectors',
  },
  'fold-words': {
    ...toggle('Learn "The" and "the" as one word, curly quotes as straight ones.'),
    defaultText: 'where letters or shape are read and --vectors are in lower case',
  },
  ...spelling,
  hidden: withDefault(100, wholeNumber('The units of one direction.', 1, LARGEST_WIDTH)),
  dense: {
    ...wholeNumbers('Widths of dense tanh layers above, as in 100,50.', MOST_LAYERS, LARGEST_WIDTH),
    defaultText: 'none',
  },
  decoder: withDefault(
    'crf',
    choice<NetworkConfig['decoder']>('Tags chosen together, or each by itself.', [
      'crf',
      'softmax',
    ]),
  ),
};
