// The flags of `tagger tag` about confidences.
import { realNumber, wholeNumber } from '../../flags/kinds.js';

export const MOST_ALTERNATIVES = 100;
export const MOST_UNCERTAIN = 100_000;

export const confidenceFlags = {
  'min-confidence': realNumber(
    'Find all entities with at least confidence R (0 to 1).',
    'a number from 0 to 1',
    (value) => value >= 0 && value <= 1,
  ),
  'n-best': wholeNumber('Print the N best taggings of each sentence.', 1, MOST_ALTERNATIVES),
  uncertain: wholeNumber('Print the N sentences to annotate next.', 1, MOST_UNCERTAIN),
};
