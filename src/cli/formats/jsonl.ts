// For programs: one JSON object a line.
import type { Format } from './format.js';

export const jsonlFormat: Format = {
  unit: 'line',
  render: ({ text }, entities) => {
    // Piece by piece: a line may have a hundred thousand entities.
    let json = `{"text":${renderJson(text)},"entities":[`;
    for (const [index, { label, text, start, end }] of entities.entries()) {
      json += `${index === 0 ? '' : ','}${renderJson({ label, text, start, end })}`;
    }
    return `${json}]}\n`;
  },
};

const renderJson = (value: unknown) => escapeLineEnds(JSON.stringify(value));

// JSON allows them in a string, but many a reader of lines takes them for the end of one.
function escapeLineEnds(json: string): string {
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
