// One JSON object per line of text, for programs.
import type { Entity } from '../../entities/entity.js';
import { roundConfidence } from './confidence.js';
import type { LineFormat } from './format.js';
import { renderJson } from './json.js';

export const jsonlFormat: LineFormat = {
  unit: 'line',
  render: ({ text }, entities) => {
    // Entity by entity: a line may have a hundred thousand of them.
    let json = `{"text":${renderJson(text)},"entities":[`;
    for (const [index, entity] of entities.entries()) {
      json += `${index === 0 ? '' : ','}${renderEntity(entity)}`;
    }
    return `${json}]}\n`;
  },
};

export function renderEntity({ label, text, start, end, confidence }: Entity): string {
  return renderJson({
    label,
    text,
    start,
    end,
    confidence: confidence === undefined ? undefined : roundConfidence(confidence),
  });
}
