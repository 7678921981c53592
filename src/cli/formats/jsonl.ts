// One JSON object per line of text, for programs.
import type { Entity } from '../../entities/entity.js';
import type { LineFormat } from './format.js';

export const jsonlFormat: LineFormat = {
  unit: 'line',
  render: ({ text }, entities) =>
    `{"text":${renderJson(text)},"entities":${renderEntities(entities)}}\n`,
};

/** The entities as a JSON array. */
export function renderEntities(entities: readonly Entity[]): string {
  // Entity by entity: a line may have a hundred thousand of them.
  let json = '[';
  for (const [index, { label, text, start, end }] of entities.entries()) {
    json += `${index === 0 ? '' : ','}${renderJson({ label, text, start, end })}`;
  }
  return `${json}]`;
}

const renderJson = (value: unknown) => escapeLineEnds(JSON.stringify(value));

// JSON allows these characters in a string, but many programs take them for the end of a line.
function escapeLineEnds(json: string): string {
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
