// The flags of `tagger train` and `tagger eval` that describe a column file.
import { type TagScheme, tagSchemes } from '../../corpora/tag-scheme.js';
import { choice, type Flag, toggle, wholeNumber, withDefault } from '../flags/kinds.js';

/** Other common names of tag schemes. */
const synonyms = new Map<string, TagScheme>([
  ['BIO', 'IOB2'],
  ['BIOES', 'IOBES'],
]);
const schemeNames = [...tagSchemes, ...synonyms.keys()];

const scheme: Flag<TagScheme> = {
  ...choice('Tag scheme of the corpus.', tagSchemes),
  defaultText: 'detected',
  expected: `one of ${schemeNames.join(', ')}`,
  choices: schemeNames,
  check: (value) => {
    if (typeof value !== 'string') return undefined;
    const name = value.toUpperCase();
    return synonyms.get(name) ?? tagSchemes.find((known) => known === name);
  },
};

export const tokenColumn: Flag<number> = {
  ...wholeNumber('Column of the tokens, counted from 1.', 1),
  defaultText: 'the first',
};

export const corpusFlags = {
  'token-column': tokenColumn,
  'tag-column': {
    ...wholeNumber('Column of the tags, counted from 1.', 1),
    defaultText: 'the last',
  },
  scheme,
  strict: withDefault(
    false,
    toggle('Reject tags that are illegal in their scheme instead of repairing them.'),
  ),
};
