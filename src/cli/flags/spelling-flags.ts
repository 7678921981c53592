// The flags of tagger train that say what is read of a word beside its vector: letters and shape.
import type { CellName } from '../../layers/cells/cells.js';
import { cellNames, isRising, LARGEST_WIDTH, LARGEST_WINDOW } from '../../model/network/config.js';
import {
  choice,
  type Option,
  onlyBeside,
  toggle,
  wholeNumber,
  wholeNumbers,
  withDefault,
} from './kinds.js';

export type Characters = 'cnn' | 'rnn' | 'none';

const characterWidths: Option<readonly number[]> = {
  ...wholeNumbers(
    'Letters that a filter sees; as in 2,3,4 of several widths.',
    LARGEST_WINDOW,
    LARGEST_WINDOW,
  ),
  expected: `rising whole numbers from 1 to ${LARGEST_WINDOW}, divided by commas`,
};

export const spelling = {
  characters: withDefault(
    'cnn',
    choice<Characters>(
      'What reads the spelling of words: a convolution, a recurrent layer, or nothing.',
      ['cnn', 'rnn', 'none'],
    ),
  ),
  'character-dimension': onlyBeside(
    { characters: ['cnn', 'rnn'] },
    withDefault(30, wholeNumber("The width of a letter's vector.", 1, LARGEST_WIDTH)),
  ),
  'character-filters': onlyBeside(
    { characters: ['cnn'] },
    withDefault(50, wholeNumber('Filters of each width, for cnn.', 1, LARGEST_WIDTH)),
  ),
  'character-widths': onlyBeside(
    { characters: ['cnn'] },
    withDefault([3], {
      ...characterWidths,
      check: (value) => {
        const widths = characterWidths.check(value);
        return widths && isRising(widths) ? widths : undefined;
      },
    }),
  ),
  'character-cell': onlyBeside(
    { characters: ['rnn'] },
    withDefault('lstm', choice<CellName>('The cell that reads letters, for rnn.', cellNames)),
  ),
  'character-hidden': onlyBeside(
    { characters: ['rnn'] },
    withDefault(25, wholeNumber('Its units of one direction, for rnn.', 1, LARGEST_WIDTH)),
  ),
  shape: withDefault(
    true,
    toggle('See the shape of words: their case and digits, one of ten classes.'),
  ),
  'shape-dimension': onlyBeside(
    { shape: [true] },
    withDefault(10, wholeNumber("The width of a shape's vector.", 1, LARGEST_WIDTH)),
  ),
};
