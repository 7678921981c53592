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
      // Entity by entity: a line may have a hundred thousand of them.
      let json = `{${place}"text":${renderJson(text)},"entities":[`;
      for (const [index, entity] of withOffsets(text, entities, unit).entries()) {
        json += `${index === 0 ? '' : ','}${renderEntity(entity)}`;
      }
      return `${json}]}\n`;
    },
  };
}

export const jsonlFormat = createJsonlFormat('utf16');

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
