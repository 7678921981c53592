// The flag for a tag scheme, which several commands have.
import { type TagScheme, tagSchemes } from '../../corpora/tag-scheme.js';
import { choice, type Flag } from './kinds.js';

/** Other common names of tag schemes. */
const synonyms = new Map<string, TagScheme>([
  ['BIO', 'IOB2'],
  ['BIOES', 'IOBES'],
]);
const schemeNames = [...tagSchemes, ...synonyms.keys()];

export const schemeFlag: Flag<TagScheme> = {
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
