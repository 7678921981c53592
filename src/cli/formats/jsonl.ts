// One JSON object per line of text, for programs.
import type { Entity } from '../../entities/entity.js';
import { roundConfidence } from './confidence.js';
import type { LineFormat } from './format.js';
import { renderJson } from './json.js';
import { type OffsetUnit, withOffsets } from './offsets.js';

/** @param unit of start and end */
export function createJsonlFormat(unit: OffsetUnit): LineFormat {
  return {
    unit: 'line',
    render: ({ text, lineNumber }, entities, file) => {
      const place = file === undefined ? '' : `"file":${renderJson(file)},"line":${lineNumber},`;
      const placed = withOffsets(text, entities, unit);
      return `{${place}"text":${renderJson(text)},"entities":${renderEntities(placed)}}\n`;
    },
  };
}

export const jsonlFormat = createJsonlFormat('utf16');

/** The entities as a JSON array. */
export function renderEntities(entities: readonly Entity[]): string {
  // Entity by entity: a line may have a hundred thousand of them.
  let json = '[';
  for (const [index, entity] of entities.entries()) {
    json += `${index === 0 ? '' : ','}${renderEntity(entity)}`;
  }
  return `${json}]`;
}

export function renderEntity({ label, text, start, end, id, confidence }: Entity): string {
  return renderJson({
    label,
    text,
    start,
    end,
    id,
    confidence: confidence === undefined ? undefined : roundConfidence(confidence),
  });
}
