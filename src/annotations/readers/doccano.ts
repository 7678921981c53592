// Exports of doccano, as JSON Lines or as an array: {"text", "label": [[start, end, label]]}, with
// "labels" in its first versions, and with {"start_offset", "end_offset", "label"} under "entities"
// in projects that have relations.
//
// Offsets are UTF-16 units (https://github.com/doccano/doccano/issues/2290), but of files that
// were made for an import they may be others.
import { InputError } from '../../errors.js';
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
      const name = listNameOf(fields, where);
      const spans = spansIn(listOf(fields, name), name, where);
      countLosses(fields, where, losses);
      yield { ...idOf(fields), text, spans, path, line };
    }
  },
};

function isExport(fields: Fields): boolean {
  if (typeof fields.text !== 'string') return false;
  return LISTS.some((name) => {
    const list = fields[name];
    if (!Array.isArray(list)) return false;
    // Others have lists of lists under "entities".
    const isOwnName = name === 'label' || name === 'labels';
    if (list.length === 0) return isOwnName;
    const isSpan = isFields(list[0]) && 'start_offset' in list[0];
    return isSpan || (isOwnName && Array.isArray(list[0]));
  });
}

/** @throws InputError if there is no list, or entities in two of them */
function listNameOf(fields: Fields, where: string): string {
  const lists = LISTS.filter((name) => Array.isArray(fields[name]));
  const [name = lists[0], second] = lists.filter((list) => {
    const [first] = listOf(fields, list);
    return (
      Array.isArray(first) || (isFields(first) && ('start_offset' in first || 'start' in first))
    );
  });
  if (name === undefined) throw unexpected(where, 'a list under "label"', fields.label);
  if (second === undefined) return name;
  throw new InputError(
    `${where}: expected entities under one of "${name}" and "${second}", found them under both`,
  );
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
