// Training data of spaCy 2 (https://v2.spacy.io/api/annotation#json-input): an array of documents with
// paragraphs, sentences and tokens, whose tags are BILUO.
import { isTag, spansOf } from '../../corpora/tags.js';
import { type JoinedTokens, joinTokens, placeTokens } from '../../text/join-tokens.js';
import {
  type Fields,
  fieldsOf,
  idOf,
  isFields,
  listField,
  textField,
  unexpected,
} from '../json-fields.js';
import { recordsOf } from '../json-records.js';
import type { RawDocument, Reader } from '../reader.js';

export const spacyReader: Reader = {
  name: 'spacy',
  title: 'spaCy 2 JSON',
  recognizes: ({ records = [] }) =>
    records.some((record) => isFields(record) && Array.isArray(record.paragraphs)),
  *read({ files }) {
    for (const record of recordsOf(files)) {
      const { path, line, where } = record;
      const fields = fieldsOf(record);
      const id = idOf(fields);
      for (const [index, paragraph] of listField(fields, 'paragraphs', where).entries()) {
        const place = `${where}: "paragraphs[${index}]"`;
        if (!isFields(paragraph)) throw unexpected(place, 'an object', paragraph);
        const continues = index > 0 && { continues: true as const };
        yield { ...id, ...paragraphOf(paragraph, place), path, line, ...continues };
      }
    }
  },
};

/** The text with the spaces that the file gives, if it gives any. */
function joinSpaced(parts: readonly TaggedToken[]): JoinedTokens | undefined {
  if (parts.every(({ space }) => space === undefined)) return undefined;
  let text = '';
  const tokens = parts.map(({ orth, space = ' ' }) => {
    const start = text.length;
    text += orth + space;
    return { text: orth, start, end: start + orth.length };
  });
  return { text: text.slice(0, tokens[tokens.length - 1].end), tokens };
}

interface TaggedToken {
  readonly orth: string;
  /** What follows it, if the file says so. */
  readonly space?: string;
  readonly tag: string;
}

function paragraphOf(
  fields: Fields,
  where: string,
): Pick<RawDocument, 'text' | 'spans' | 'sentences'> {
  const sentences = listField(fields, 'sentences', where).map((sentence, index) => {
    const place = `${where}: "sentences[${index}]"`;
    if (!isFields(sentence)) throw unexpected(place, 'an object', sentence);
    return listField(sentence, 'tokens', place).map((token) => tokenOf(token, place));
  });
  const flat = sentences.flat();
  const { raw } = fields;
  const words = flat.map(({ orth }) => orth);
  const { text, tokens } =
    (typeof raw === 'string' && placeTokens(words, raw)) || joinSpaced(flat) || joinTokens(words);
  let next = 0;
  const spans: RawDocument['spans'][number][] = [];
  const placed = sentences.map((sentence) => {
    const own = tokens.slice(next, next + sentence.length);
    next += sentence.length;
    for (const { label, start, end } of spansOf(sentence.map(({ tag }) => tag))) {
      spans.push({ label, start: own[start].start, end: own[end - 1].end, place: where });
    }
    return own.filter((token) => /\S/u.test(token.text));
  });
  return { text, spans, sentences: placed.filter(({ length }) => length > 0) };
}

function tokenOf(value: unknown, where: string): TaggedToken {
  if (!isFields(value)) throw unexpected(where, 'an object for a token', value);
  const orth = textField(value, 'orth', where);
  const { space, ner = 'O' } = value;
  // A hyphen is a missing value.
  const tag = ner === '-' || ner === '' ? 'O' : ner;
  if (typeof tag !== 'string' || !isTag(tag)) {
    throw unexpected(where, 'a tag such as O or U-PER under "ner"', tag);
  }
  return { orth, tag, ...(typeof space === 'string' && { space }) };
}
