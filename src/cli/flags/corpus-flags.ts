// The flags of `tagger train` and `tagger eval` that describe a column file.
import { parseTagScheme, type TagScheme, tagSchemes } from '../../corpora/tag-scheme.js';
import { choice, type Flag, toggle, wholeNumber, withDefault } from './kinds.js';

const scheme: Flag<TagScheme> = {
  ...choice('Tag scheme of the corpus.', tagSchemes),
  defaultText: 'detected',
  expected: `one of ${tagSchemes.join(', ')} or BIOES`,
  check: (value) => {
    const name = String(value).toUpperCase();
    return name === 'BIOES' || tagSchemes.some((known) => known === name)
      ? parseTagScheme(name)
      : undefined;
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
