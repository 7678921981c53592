// Training examples for spaCy 3, a pair of a text and its entities on each line:
// ["Teddy Roosevelt won.", {"entities": [[0, 15, "PER"]]}] (https://spacy.io/usage/training#training-data).
//
// Offsets are code points, as in all of spaCy.

import { withOffsets } from '../../../entities/offsets.js';
import type { LineFormat } from '../format.js';
import { renderJson } from '../json.js';

export const spacyExamplesFormat: LineFormat = {
  unit: 'line',
  render: ({ text }, entities) => {
    const placed = withOffsets(text, entities, 'codepoint');
    const spans = placed.map(({ start, end, label }) => [start, end, label]);
    return `${renderJson([text, { entities: spans }])}\n`;
  },
};
