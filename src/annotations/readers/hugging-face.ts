// Data sets of Hugging Face as JSON Lines: {"tokens", "ner_tags"}, tags as texts or as ids.
import { isTag, spansOf } from '../../corpora/tags.js';
import { InputError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import { joinTokens } from '../../text/join-tokens.js';
import { type Fields, fieldsOf, idOf, isFields, listField, unexpected } from '../json-fields.js';
import { recordsOf } from '../json-records.js';
import type { Reader, ReadOptions } from '../reader.js';

const TAG_FIELDS = ['ner_tags', 'tags', 'labels', 'ner', 'ner_labels'] as const;
const TOKEN_FIELDS = ['tokens', 'words'] as const;

export const huggingFaceReader: Reader = {
  name: 'hugging-face',
  title: 'Hugging Face records',
  recognizes: ({ records = [] }) =>
    records.some(
      (record) =>
        isFields(record) &&
        TOKEN_FIELDS.some((name) => isTextList(record[name])) &&
        TAG_FIELDS.some((name) => Array.isArray(record[name])),
    ),
  *read({ files }, _, options) {
    for (const record of recordsOf(files)) {
      const { path, line, where } = record;
      const fields = fieldsOf(record);
      const tokens = tokensOf(fields, where);
      const tags = tagsOf(fields, where, options);
      if (tags.length !== tokens.length) {
        throw new InputError(
          `${where}: expected a tag for each of ${tokens.length} tokens, found ${tags.length}`,
        );
      }
      const { text, tokens: placed } = joinTokens(tokens);
      const spans = spansOf(tags).map(({ label, start, end }) => ({
        label,
        start: placed[start].start,
        end: placed[end - 1].end,
        place: where,
      }));
      const sentence = placed.filter((token) => /\S/u.test(token.text));
      yield { ...idOf(fields), text, spans, sentences: [sentence], path, line };
    }
  },
};

const isTextList = (list: unknown) =>
  Array.isArray(list) && list.every((item) => typeof item === 'string');

function tokensOf(fields: Fields, where: string): readonly string[] {
  const name = TOKEN_FIELDS.find((known) => fields[known] !== undefined) ?? 'tokens';
  return listField(fields, name, where).map((token, index) => {
    if (typeof token === 'string') return token;
    throw unexpected(where, `a text for "${name}[${index}]"`, token);
  });
}

function tagsOf(fields: Fields, where: string, options: ReadOptions): readonly string[] {
  const name = TAG_FIELDS.find((known) => fields[known] !== undefined) ?? 'ner_tags';
  return listField(fields, name, where).map((tag, index) => {
    const place = `${where}: "${name}[${index}]"`;
    const text = typeof tag === 'number' ? nameOf(tag, place, options) : tag;
    if (typeof text === 'string' && isTag(text)) return text;
    throw unexpected(place, 'a tag such as O or B-PER', text);
  });
}

function nameOf(id: number, place: string, { labels, onLabelId }: ReadOptions): string {
  onLabelId?.();
  if (labels === undefined) {
    throw new InputError(
      `${place}: expected a tag such as B-PER, found the id ${id}; --labels has the names of ids`,
    );
  }
  const name = labels[id];
  if (name === undefined) {
    throw new InputError(
      `${place}: expected an id from 0 to ${labels.length - 1}, as --labels has ${labels.length} names, found ${id}`,
    );
  }
  if (isTag(name)) return name;
  throw new InputError(
    `${place}: expected a tag such as O or B-PER in --labels, found ${excerpt(name)}`,
  );
}
