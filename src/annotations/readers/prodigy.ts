// Annotations of Prodigy as `prodigy db-out` exports them (https://prodi.gy/docs/api-interfaces#ner_manual):
// JSON Lines with "spans", and with the "answer" of the annotator.
//
// Offsets are code points. Records that were rejected or ignored are left out.
import {
  type Fields,
  fieldsOf,
  idOf,
  isFields,
  listField,
  spansIn,
  textField,
} from '../json-fields.js';
import { recordsOf } from '../json-records.js';
import type { RawSpan, Reader } from '../reader.js';

const OWN_FIELDS = ['answer', '_input_hash', '_task_hash', '_view_id', 'tokens'];

export const prodigyReader: Reader = {
  name: 'prodigy',
  title: 'Prodigy annotations',
  unit: 'codepoint',
  recognizes: ({ records = [] }) => records.some((record) => isFields(record) && isTask(record)),
  *read({ files }, losses) {
    for (const record of recordsOf(files)) {
      const { path, line, where } = record;
      const fields = fieldsOf(record);
      const text = textField(fields, 'text', where);
      const { answer = 'accept' } = fields;
      if (answer !== 'accept') {
        losses.add('rejected', where);
        continue;
      }
      // A text in which nothing was marked may lack the list.
      const list = fields.spans === undefined ? [] : listField(fields, 'spans', where);
      if (Array.isArray(fields.relations) && fields.relations.length > 0) {
        losses.add('relations', where, fields.relations.length);
      }
      // `tagger convert` writes the id of a document where Prodigy keeps it.
      const id = isFields(fields.meta) ? idOf(fields.meta) : {};
      const spans = spansIn(list, 'spans', where);
      const tokens = Array.isArray(fields.tokens) ? fields.tokens : [];
      yield { ...id, text, spans: spans.map((span) => withText(span, tokens)), path, line };
    }
  },
};

/** With the text of its tokens, which shows what offsets count, if they lie as the span does. */
function withText(span: RawSpan, tokens: readonly unknown[]): RawSpan {
  if (span.text !== undefined || tokens.length === 0) return span;
  let text = '';
  let end = span.start;
  for (const token of tokens) {
    if (!isFields(token) || typeof token.text !== 'string') return span;
    if (token.start !== end || end >= span.end) continue;
    text += token.text;
    end = typeof token.end === 'number' ? token.end : span.end;
    if (end >= span.end || token.ws !== true) continue;
    text += ' ';
    end++;
  }
  return end === span.end ? { ...span, text } : span;
}

function isTask(fields: Fields): boolean {
  if (typeof fields.text !== 'string') return false;
  const isSpan = Array.isArray(fields.spans) && isFields(fields.spans[0]);
  return isSpan || OWN_FIELDS.some((name) => name in fields && !('ner_tags' in fields));
}
