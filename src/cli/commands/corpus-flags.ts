// The flags of `tagger train`, `tagger eval` and `tagger check` that describe a corpus.

import { OFFSET_UNITS, type OffsetUnit } from '../../entities/offsets.js';
import { choice, type Flag, names, toggle, wholeNumber, withDefault } from '../flags/kinds.js';
import { schemeFlag } from '../flags/scheme-flag.js';

export const tokenColumn: Flag<number> = {
  ...wholeNumber('Column of the tokens, counted from 1.', 1),
  defaultText: 'the first, or the second if the first counts tokens',
};

export const corpusFlags = {
  'token-column': tokenColumn,
  'tag-column': {
    ...wholeNumber('Column of the tags, counted from 1.', 1),
    defaultText: 'the last, or the only one with tags',
  },
  scheme: schemeFlag,
  strict: withDefault(
    false,
    toggle('Reject illegal tags instead of repairing them, and annotations that would be lost.'),
  ),
};

/** The formats of corpora. A test holds them against the readers. */
export const corpusFormats = [
  'conll',
  'brat',
  'doccano',
  'hugging-face',
  'inline',
  'jsonl',
  'label-studio',
  'prodigy',
  'spacy',
  'spacy-jsonl',
] as const;

export const annotationFlags = {
  'input-format': {
    ...choice<(typeof corpusFormats)[number]>(
      'Format of corpora: see tagger help formats.',
      corpusFormats,
    ),
    placeholder: 'FORMAT',
    defaultText: 'recognized',
  },
  offsets: {
    ...choice<OffsetUnit>('What offsets count: utf16, codepoint or byte.', OFFSET_UNITS),
    defaultText: 'detected from the texts of entities',
  },
  labels: names(
    'Names of label ids in hugging-face, in order, such as O,B-PER,I-PER, or a file with one a line.',
    'TAG,TAG|FILE',
    'tags',
  ),
};
