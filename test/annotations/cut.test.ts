import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutDocument, type SplitToken, typeNameOf } from '../../src/annotations/cut.js';
import type { AnnotatedDocument } from '../../src/annotations/document.js';
import { createSentenceTokenizer } from '../../src/model/tag-text.js';
import { anyCharacter } from '../any-character.js';

const tokenize = createSentenceTokenizer();

function documentOf(marked: string, more: Partial<AnnotatedDocument> = {}): AnnotatedDocument {
  const entities: AnnotatedDocument['entities'][number][] = [];
  let text = '';
  for (const [, before, entity] of marked.matchAll(/([^{}]*)(?:\{([^}]*)\})?/gu)) {
    text += before;
    if (entity === undefined) continue;
    const start = text.length;
    text += entity;
    entities.push({ label: 'PER', text: entity, start, end: text.length });
  }
  return { text, entities, path: 'notes.txt', ...more };
}

function cut(document: AnnotatedDocument) {
  const splits: SplitToken[] = [];
  const onSplit = (split: SplitToken) => splits.push(split);
  return { sentences: [...cutDocument(document, { tokenize, onSplit })], splits };
}

test('a document becomes sentences with their entities, source texts and lines', () => {
  const { sentences, splits } = cut(documentOf('{Anna Berg} came.\nShe left {Bo}.'));
  expect(splits).toEqual([]);
  expect(sentences).toMatchObject([
    {
      tokens: ['Anna', 'Berg', 'came', '.'],
      spans: [{ label: 'PER', start: 0, end: 2 }],
      text: 'Anna Berg came.',
      line: 1,
      startsDocument: true,
    },
    { tokens: ['She', 'left', 'Bo', '.'], spans: [{ label: 'PER', start: 2, end: 3 }], line: 2 },
  ]);
  expect(sentences[1]).not.toHaveProperty('startsDocument');
});

test('all sentences of a record have its line', () => {
  const { sentences } = cut(documentOf('One.\nTwo.', { line: 7 }));
  expect(sentences.map(({ line, lines }) => [line, lines])).toEqual([
    [7, [7, 7]],
    [7, [7, 7]],
  ]);
});

test('a document that goes on does not start one', () => {
  const { sentences } = cut(documentOf('One.', { continues: true }));
  expect(sentences[0]).not.toHaveProperty('startsDocument');
});

test('a token is split where an entity begins or ends within it, which is reported', () => {
  const { sentences, splits } = cut(documentOf('The pro-{Berlin} and anti{Rome}ism camps.'));
  expect(sentences[0].tokens).toEqual([
    'The',
    'pro-',
    'Berlin',
    'and',
    'anti',
    'Rome',
    'ism',
    'camps',
    '.',
  ]);
  expect(sentences[0].spans.map(({ start, end }) => [start, end])).toEqual([
    [2, 3],
    [5, 6],
  ]);
  expect(splits).toEqual([
    { place: 'notes.txt:1', entity: 'Berlin', token: 'pro-Berlin' },
    { place: 'notes.txt:1', entity: 'Rome', token: 'antiRomeism' },
  ]);
});

test('sentences that an entity goes across are joined', () => {
  const { sentences } = cut(documentOf('He likes {Yahoo! Inc.} a lot.'));
  expect(sentences).toHaveLength(1);
  expect(sentences[0].spans).toEqual([{ label: 'PER', start: 2, end: 5 }]);
});

test('an entity across two lines joins them', () => {
  const { sentences } = cut(documentOf('{Anna\nBerg} came.'));
  expect(sentences).toMatchObject([{ tokens: ['Anna', 'Berg', 'came', '.'], lines: [1, 2, 2, 2] }]);
});

test('the sentences of the file are kept', () => {
  const sentences = [[{ text: 'a b', start: 0, end: 3 }], [{ text: 'c', start: 4, end: 5 }]];
  expect(cut(documentOf('a b c', { sentences })).sentences.map(({ tokens }) => tokens)).toEqual([
    ['a b'],
    ['c'],
  ]);
});

test.each([
  ['PER', 'PER'],
  [' Job  Title ', 'Job_Title'],
  ['-X', '_X'],
  ['人名', '人名'],
])('the type %p is %p in tags', (label, name) => {
  expect(typeNameOf(label)).toBe(name);
});

test('every entity of any text is a span with its characters', () => {
  const piece = fc.string({ unit: anyCharacter, maxLength: 12 });
  const part = fc.record({ before: piece, entity: piece });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      let text = '';
      const entities: AnnotatedDocument['entities'][number][] = [];
      for (const { before, entity } of parts) {
        text += before;
        const start = text.length;
        text += entity;
        if (entity.trim() === entity && /\S/u.test(entity)) {
          entities.push({ label: 'X', text: entity, start, end: text.length });
        }
      }
      const { sentences } = cut({ text, entities, path: 'x' });
      const found = sentences.flatMap(({ tokens, spans }) =>
        spans.map(({ start, end }) => tokens.slice(start, end).join('')),
      );
      const withoutSpace = (value: string) => value.replaceAll(/\s/gu, '');
      expect(found).toEqual(entities.map((entity) => withoutSpace(entity.text)));
      expect(
        sentences
          .flatMap(({ tokens }) => tokens)
          .join('')
          .replaceAll(/\s/gu, ''),
      ).toBe(withoutSpace(text));
    }),
  );
});
