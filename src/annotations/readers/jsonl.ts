// JSON Lines as `tagger tag --format jsonl` writes them: {"text", "entities"}, an entity with its
// label, start, end and text.
import { fieldsOf, idOf, isFields, listField, spansIn, textField } from '../json-fields.js';
import { recordsOf } from '../json-records.js';
import type { Reader } from '../reader.js';

export const jsonlReader: Reader = {
  name: 'jsonl',
  title: 'JSON Lines',
  unit: 'utf16',
  recognizes: ({ records = [] }) =>
    records.some(
      (record) =>
        isFields(record) && typeof record.text === 'string' && Array.isArray(record.entities),
    ),
  *read({ files }) {
    for (const record of recordsOf(files)) {
      const { path, line, where } = record;
      const fields = fieldsOf(record);
      const text = textField(fields, 'text', where);
      const spans = spansIn(listField(fields, 'entities', where), 'entities', where);
      yield { ...idOf(fields), text, spans, path, line };
    }
  },
};
