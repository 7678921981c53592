// Exports of Label Studio (https://labelstud.io/guide/export): tasks with their annotations (JSON), or
// records in which each control of the labeling page is a field (JSON-MIN).
//
// Offsets are code points. The first annotation of a task counts that was not skipped, or else its
// first prediction.
import {
  type Fields,
  fieldsOf,
  idOf,
  isFields,
  placeIn,
  spanOf,
  unexpected,
} from '../json-fields.js';
import { type JsonRecord, recordsOf } from '../json-records.js';
import type { LossCounter } from '../losses.js';
import type { RawDocument, RawSpan, Reader } from '../reader.js';

export const labelStudioReader: Reader = {
  name: 'label-studio',
  title: 'Label Studio export',
  unit: 'codepoint',
  recognizes: ({ records = [] }) =>
    records.some((record) => isFields(record) && (isTask(record) || isMinimal(record))),
  *read({ files }, losses) {
    const seen = new Set<unknown>();
    for (const record of recordsOf(files)) {
      const fields = fieldsOf(record);
      if (isTask(fields)) {
        const document = taskDocument(record, fields, losses);
        if (document !== undefined) yield document;
        continue;
      }
      // There is a record for each annotator of a task.
      if (fields.id !== undefined && seen.has(fields.id)) {
        losses.add('otherAnnotators', record.where);
        continue;
      }
      seen.add(fields.id);
      yield minimalDocument(record, fields, losses);
    }
  },
};

const isTask = (fields: Fields) => isFields(fields.data) && annotationsField(fields) !== undefined;

const isMinimal = (fields: Fields) =>
  'annotator' in fields || 'annotation_id' in fields || regionLists(fields).length > 0;

/** Its old name is "completions". */
const annotationsField = (fields: Fields) =>
  ['annotations', 'completions', 'predictions'].find((name) => Array.isArray(fields[name]));

function taskDocument(
  record: JsonRecord,
  fields: Fields,
  losses: LossCounter,
): RawDocument | undefined {
  const { path, line, where } = record;
  const given = fieldLists(fields.annotations ?? fields.completions);
  const annotations = given.filter(({ was_cancelled: isSkipped }) => isSkipped !== true);
  const [prediction] = fieldLists(fields.predictions);
  if (annotations.length > 1) losses.add('otherAnnotators', where, annotations.length - 1);
  if (annotations.length === 0) {
    if (given.length > 0) losses.add('rejected', where);
    else losses.add(prediction ? 'predictions' : 'unannotated', where);
    if (given.length > 0 || prediction === undefined) return undefined;
  }
  const { result } = annotations[0] ?? prediction;
  if (!Array.isArray(result)) throw unexpected(where, 'a list under "result"', result);
  const spans = result.flatMap((region, index): RawSpan[] => {
    const place = `${where}: "result[${index}]"`;
    if (!isFields(region)) throw unexpected(place, 'an object', region);
    if (region.type === 'relation') losses.add('relations', place);
    else if (isFields(region.value) && hasPlace(region.value))
      return [regionSpan(region, place, losses)];
    else losses.add('otherAnnotations', place);
    return [];
  });
  const data = isFields(fields.data) ? fields.data : {};
  return { ...idOf(fields), text: textIn(data, spans, where), spans, path, line };
}

function minimalDocument(
  { path, line, where }: JsonRecord,
  fields: Fields,
  losses: LossCounter,
): RawDocument {
  const spans = regionLists(fields).flatMap(([name, regions]) =>
    regions.map((value, index) =>
      regionSpan({ value }, `${where}: ${placeIn(name, index)}`, losses),
    ),
  );
  return { ...idOf(fields), text: textIn(fields, spans, where), spans, path, line };
}

/** The fields of a record that hold regions of a text. */
function regionLists(fields: Fields): [name: string, regions: readonly Fields[]][] {
  return Object.entries(fields).flatMap(([name, list]): [string, readonly Fields[]][] => {
    if (!Array.isArray(list)) return [];
    const regions = list.filter(
      (region) => isFields(region) && hasPlace(region) && hasLabels(region),
    );
    return regions.length > 0 && regions.length === list.length ? [[name, regions]] : [];
  });
}

const hasPlace = (value: Fields) => 'start' in value && 'end' in value;

const LABEL_FIELDS = ['labels', 'hypertextlabels'] as const;

const hasLabels = (value: Fields) => LABEL_FIELDS.some((name) => Array.isArray(value[name]));

function regionSpan(region: Fields, place: string, losses: LossCounter): RawSpan {
  const value = isFields(region.value) ? region.value : {};
  const labels = LABEL_FIELDS.map((name) => value[name]).find((list) => Array.isArray(list)) ?? [];
  const [label = '', ...further] = Array.isArray(labels) ? labels : [];
  if (further.length > 0) losses.add('furtherTypes', place, further.length);
  // Those of HTML pages are paths to elements.
  const { start, end } = isFields(value.globalOffsets) ? value.globalOffsets : value;
  const { text } = value;
  const score = region.score;
  const [id] = isFields(region.meta) && Array.isArray(region.meta.text) ? region.meta.text : [];
  return spanOf({ start, end, label, text, score, id }, place);
}

/** The field with the text that the regions mark. */
function textIn(fields: Fields, spans: readonly RawSpan[], where: string): string {
  if (typeof fields.text === 'string') return fields.text;
  const texts = Object.values(fields).filter((value) => typeof value === 'string');
  const holdsAll = (text: string) => spans.every((span) => text.includes(span.text ?? ''));
  const found = texts.filter(holdsAll);
  if (found.length === 0) throw unexpected(where, 'the text of the task under "text"', fields.text);
  return found.reduce((longest, text) => (text.length > longest.length ? text : longest));
}

const fieldLists = (list: unknown): readonly Fields[] =>
  Array.isArray(list) ? list.filter(isFields) : [];
