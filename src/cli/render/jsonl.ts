// For programs: one JSON object a line.
import type { Format } from './format.js';

export const jsonlFormat: Format = {
  unit: 'line',
  render: ({ text }, entities) => {
    const plain = entities.map(({ label, text, start, end }) => ({ label, text, start, end }));
    return `${escapeLineEnds(JSON.stringify({ text, entities: plain }))}\n`;
  },
};

// JSON allows them in a string, but many a reader of lines takes them for the end of one.
function escapeLineEnds(json: string): string {
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
