// JSON Lines that doccano imports into a project for sequence labeling (its format "JSONL").
//
// doccano reads "text" and "label", and keeps the other fields as metadata. Its page counts UTF-16
// units unless the project counts grapheme clusters. It rejects an empty text.
import { type OffsetUnit, withOffsets } from '../../../entities/offsets.js';
import type { LineFormat } from '../format.js';
import { renderJson } from '../json.js';
import { idOf, isBlank, placeOf } from './place.js';

export function createDoccanoFormat(unit: OffsetUnit): LineFormat {
  return {
    unit: 'line',
    render: (record, entities, file) => {
      const { text } = record;
      if (isBlank(text)) return '';
      const label = withOffsets(text, entities, unit).map(({ start, end, label }) => [
        start,
        end,
        label,
      ]);
      return `${renderJson({ ...idOf(record), text, label, ...placeOf(record, file) })}\n`;
    },
  };
}
