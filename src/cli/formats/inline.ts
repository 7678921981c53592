// The text with its entities marked in place: [Teddy Roosevelt](PER).
import type { Format } from './format.js';
import { renderMarked } from './marked.js';

export const inlineFormat: Format = {
  unit: 'line',
  render: (line, entities) =>
    renderMarked(line, entities, ({ text, label }) => `[${text}](${label})`),
};
