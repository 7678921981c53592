// Tasks for Label Studio, whose offsets are code points: with predictions of a model, or with
// annotations of people (https://labelstud.io/guide/predictions, https://labelstud.io/guide/task_format).
//
// The names of the tags, "label" and "text", are those of Label Studio's template for named
// entities.
import type { Entity } from '../../../entities/entity.js';
import { withOffsets } from '../../../entities/offsets.js';
import { roundConfidence } from '../confidence.js';
import type { LineFormat } from '../format.js';
import { renderJson } from '../json.js';
import { idOf, isBlank, placeOf } from './place.js';

/** @param modelVersion names the model; without it, the entities are annotations */
export function createLabelStudioFormat(modelVersion?: string): LineFormat {
  let separator = '\n';
  return {
    unit: 'line',
    begin: () => '[',
    render: (record, entities, file) => {
      const { text } = record;
      if (isBlank(text)) return '';
      const data = { text, ...placeOf(record, file) };
      const head = renderJson({ ...idOf(record), data }).slice(0, -1);
      // Region by region: a line may have a hundred thousand of them.
      let regions = '';
      for (const [index, placed] of withOffsets(text, entities, 'codepoint').entries()) {
        const { start, end } = entities[index];
        const region = regionOf({ ...placed, text: text.slice(start, end) }, index);
        regions += `${index === 0 ? '' : ','}${renderJson(region)}`;
      }
      const source = sourceOf(entities, modelVersion);
      const task = `${head},${source}"result":[${regions}]}]}`;
      const before = separator;
      separator = ',\n';
      return before + task;
    },
    end: () => '\n]\n',
  };
}

/** What comes before the regions. */
function sourceOf(entities: readonly Entity[], modelVersion: string | undefined): string {
  if (modelVersion === undefined) return '"annotations":[{';
  const score = meanOf(entities.flatMap(({ confidence }) => confidence ?? []));
  const prediction = renderJson({ model_version: modelVersion, score });
  return `"predictions":[${prediction.slice(0, -1)},`;
}

function regionOf({ label, text, start, end, confidence, id }: Entity, index: number) {
  return {
    id: `e${index + 1}`,
    from_name: 'label',
    to_name: 'text',
    type: 'labels',
    value: { start, end, text, labels: [label] },
    score: confidence === undefined ? undefined : roundConfidence(confidence),
    meta: id === undefined ? undefined : { text: [id] },
  };
}

function meanOf(confidences: readonly number[]): number | undefined {
  if (confidences.length === 0) return undefined;
  const sum = confidences.reduce((total, confidence) => total + confidence, 0);
  return roundConfidence(sum / confidences.length);
}
