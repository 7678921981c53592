// Exports of doccano, as JSON Lines or as an array: {"text", "label": [[start, end, label]]}, with
// "labels" in its first versions, and with {"start_offset", "end_offset", "label"} under "entities"
// in projects that have relations.
//
// Offsets are UTF-16 units (https://github.com/doccano/doccano/issues/2290), but of files that
// were made for an import they may be others.
import {
  type Fields,
  fieldsOf,
  idOf,
  isFields,
  spansIn,
  textField,
  unexpected,
} from '../json-fields.js';
import { recordsOf } from '../json-records.js';
import type { LossCounter } from '../losses.js';
import type { Reader } from '../reader.js';

const LISTS = ['label', 'labels', 'entities', 'annotations'] as const;

export const doccanoReader: Reader = {
  name: 'doccano',
  title: 'doccano export',
  unit: 'utf16',
  recognizes: ({ records = [] }) => records.some((record) => isFields(record) && isExport(record)),
  *read({ files }, losses) {
    for (const record of recordsOf(files)) {
      const { path, line, where } = record;
      const fields = fieldsOf(record);
      const text = textField(fields, 'text', where);
      const name = LISTS.find((known) => Array.isArray(fields[known]));
      if (name === undefined) throw unexpected(where, 'a list under "label"', fields.label);
      const spans = spansIn(listOf(fields, name), name, where);
      countLosses(fields, where, losses);
      yield { ...idOf(fields), text, spans, path, line };
    }
  },
};

function isExport(fields: Fields): boolean {
  if (typeof fields.text !== 'string') return false;
  const isSpan = (value: unknown) =>
    Array.isArray(value) || (isFields(value) && 'start_offset' in value);
  return LISTS.some((name) => {
    const list = fields[name];
    if (!Array.isArray(list)) return false;
    // Others have lists of lists under "entities".
    const isOwnName = name === 'label' || name === 'labels';
    if (list.length === 0) return isOwnName;
    return isOwnName ? isSpan(list[0]) : isFields(list[0]) && 'start_offset' in list[0];
  });
}

const listOf = (fields: Fields, name: string): readonly unknown[] => {
  const list = fields[name];
  return Array.isArray(list) ? list : [];
};

function countLosses(fields: Fields, where: string, losses: LossCounter): void {
  const relations = listOf(fields, 'relations').length;
  if (relations > 0) losses.add('relations', where, relations);
  const notes = listOf(fields, 'Comments').length;
  if (notes > 0) losses.add('notes', where, notes);
  const categories = listOf(fields, 'cats').length;
  if (categories > 0) losses.add('otherAnnotations', where, categories);
}
