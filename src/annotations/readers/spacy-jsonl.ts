// Training examples of spaCy 3 as JSON Lines, or as an array: ["text", {"entities": [[start, end, label]]}],
// or an object with "text" and the list under "entities" or "spans".
//
// Offsets are code points, as Python counts them.
import {
  type Fields,
  fieldsOf,
  idOf,
  isFields,
  listField,
  spansIn,
  textField,
  unexpected,
} from '../json-fields.js';
import { type JsonRecord, recordsOf } from '../json-records.js';
import type { RawDocument, RawSpan, Reader } from '../reader.js';

export const spacyJsonlReader: Reader = {
  name: 'spacy-jsonl',
  title: 'spaCy examples',
  unit: 'codepoint',
  recognizes: ({ records = [] }) =>
    records.some(
      (record) =>
        (Array.isArray(record) && typeof record[0] === 'string' && isFields(record[1])) ||
        (isFields(record) && typeof record.text === 'string' && hasLists(record)),
    ),
  *read({ files }, losses) {
    for (const record of recordsOf(files)) {
      const document = documentOf(record);
      const { cats } = document.fields;
      if (isFields(cats) && Object.keys(cats).length > 0) {
        losses.add('otherAnnotations', record.where, Object.keys(cats).length);
      }
      const { fields: _, ...rest } = document;
      yield rest;
    }
  },
};

const hasLists = (fields: Fields) =>
  [fields.entities, fields.spans].some((list) => Array.isArray(list) && Array.isArray(list[0]));

function documentOf(record: JsonRecord): RawDocument & { readonly fields: Fields } {
  const { value, path, line, where } = record;
  if (!Array.isArray(value)) {
    const fields = fieldsOf(record);
    const text = textField(fields, 'text', where);
    return { ...idOf(fields), text, spans: spansOf(fields, where), path, line, fields };
  }
  const [text, fields] = value;
  if (typeof text !== 'string') throw unexpected(where, 'a text as the first element', text);
  if (!isFields(fields)) throw unexpected(where, 'an object as the second element', fields);
  return { text, spans: spansOf(fields, where), path, line, fields };
}

function spansOf(fields: Fields, where: string): RawSpan[] {
  const name = listNameOf(fields);
  const list = isFields(fields[name]) ? groupsOf(fields[name]) : listField(fields, name, where);
  return spansIn(list, name, where);
}

/** Entities come first: groups of spans may be given beside them. */
function listNameOf({ entities, spans }: Fields): 'entities' | 'spans' {
  if (entities === undefined) return spans === undefined ? 'entities' : 'spans';
  return isEmpty(entities) && spans !== undefined && !isEmpty(spans) ? 'spans' : 'entities';
}

const isEmpty = (list: unknown) =>
  (Array.isArray(list) || isFields(list)) && Object.keys(list).length === 0;

/** The spans of all groups, as in {"spans": {"sc": [[0, 5, "PER"]]}}. */
const groupsOf = (groups: Fields): unknown[] =>
  Object.values(groups).flatMap((group) => (Array.isArray(group) ? group : [group]));
