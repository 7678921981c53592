// The flags of `tagger train` that choose the network.
import type { CellName } from '../../../layers/cells/cells.js';
import {
  cellNames,
  isRising,
  LARGEST_SUBWORD,
  LARGEST_WIDTH,
  LARGEST_WINDOW,
  MOST_LAYERS,
  MOST_SUBWORDS,
  type NetworkConfig,
} from '../../../model/network/config.js';
import {
  ABOVE_ZERO,
  choice,
  type Flag,
  numberBetween,
  requiring,
  toggle,
  wholeNumber,
  wholeNumbers,
  withDefault,
} from '../../flags/kinds.js';

export const DEFAULT_WORD_DIMENSION = 100;

// A gate with a larger bias never opens or never closes.
const LARGEST_BIAS = 100;

export const layerFlags = {
  cell: withDefault('lstm', choice<CellName>('Recurrent cell.', cellNames)),
  layers: withDefault(1, wholeNumber('Number of recurrent layers.', 1, MOST_LAYERS)),
  hidden: withDefault(100, wholeNumber('Hidden units per direction.', 1, LARGEST_WIDTH)),
  unidirectional: withDefault(
    false,
    toggle('Read forward only, without seeing the words that follow.'),
  ),
  dense: {
    ...wholeNumbers(
      'Widths of dense tanh layers above the recurrent layers, e.g. 100,50.',
      MOST_LAYERS,
      LARGEST_WIDTH,
    ),
    defaultText: 'none',
  },
  decoder: withDefault(
    'crf',
    choice<NetworkConfig['decoder']>(
      'Choose the tags of a sentence together (crf) or one by one (softmax).',
      ['crf', 'softmax'],
    ),
  ),
};

const sizes = (description: string, largest: number): Flag<readonly number[]> => {
  const flag = wholeNumbers(description, largest, largest);
  return {
    ...flag,
    expected: `increasing whole numbers from 1 to ${largest}, separated by commas`,
    check: (value) => {
      const found = flag.check(value);
      return found && found.length > 0 && isRising(found) ? found : undefined;
    },
  };
};

const subwordFlags = {
  subwords: withDefault(
    0,
    wholeNumber(
      'Learn vectors of the N most frequent parts of words and add them to the word vectors; 0 learns none.',
      0,
      MOST_SUBWORDS,
    ),
  ),
  'subword-lengths': requiring(
    { subwords: ABOVE_ZERO },
    withDefault(
      [2, 3, 4],
      sizes(
        'Lengths of these parts in characters, e.g. 3,4,5; each end of the word counts as one.',
        LARGEST_SUBWORD,
      ),
    ),
  ),
};

type CharacterEncoder = 'cnn' | 'rnn' | 'none';

const characterFlags = {
  characters: withDefault(
    'cnn',
    choice<CharacterEncoder>('Character features of words: convolutional, recurrent or none.', [
      'cnn',
      'rnn',
      'none',
    ]),
  ),
  'character-dimension': requiring(
    { characters: ['cnn', 'rnn'] },
    withDefault(30, wholeNumber('Dimension of the character vectors.', 1, LARGEST_WIDTH)),
  ),
  'character-filters': requiring(
    { characters: ['cnn'] },
    withDefault(50, wholeNumber('Number of filters of each width (cnn).', 1, LARGEST_WIDTH)),
  ),
  'character-widths': requiring(
    { characters: ['cnn'] },
    withDefault([3], sizes('Filter widths in characters, e.g. 2,3,4 (cnn).', LARGEST_WINDOW)),
  ),
  'character-cell': requiring(
    { characters: ['rnn'] },
    withDefault('lstm', choice<CellName>('Recurrent cell over characters (rnn).', cellNames)),
  ),
  'character-hidden': requiring(
    { characters: ['rnn'] },
    withDefault(25, wholeNumber('Hidden units per direction (rnn).', 1, LARGEST_WIDTH)),
  ),
};

const shapeFlags = {
  shape: withDefault(true, toggle('Word shape features: case and digits.')),
  'shape-dimension': requiring(
    { shape: [true] },
    withDefault(10, wholeNumber('Dimension of the shape vectors.', 1, LARGEST_WIDTH)),
  ),
};

export const wordFlags = {
  'word-dimension': {
    ...wholeNumber('Dimension of the word vectors.', 1, LARGEST_WIDTH),
    defaultText: `${DEFAULT_WORD_DIMENSION}, or that of --vectors`,
  },
  'fold-words': {
    ...toggle('Treat "The" and "the" as one word, and curly quotes as straight ones.'),
    defaultText: 'on if characters or shape are read, unless --vectors are cased',
  },
  ...subwordFlags,
  ...characterFlags,
  ...shapeFlags,
  documents: {
    ...toggle('Read what the whole document says about a word.'),
    defaultText: 'on if CORPUS marks documents',
  },
};

/** The flags that a model given by --from already answers. */
export const networkFlags = { ...layerFlags, ...wordFlags };

/** The flags of the first weights, which are no part of the network's configuration. */
export const initializationFlags = {
  'gate-bias': requiring(
    { cell: ['gru-simple', 'gru', 'lstm', 'lstm-peephole'] },
    withDefault(
      0,
      numberBetween(
        'Initial bias of the update gates of GRU and LSTM; if negative, they start by keeping the old state.',
        -LARGEST_BIAS,
        LARGEST_BIAS,
      ),
    ),
  ),
};
