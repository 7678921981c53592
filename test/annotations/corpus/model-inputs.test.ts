import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { modelInputs } from '../../../src/annotations/corpus/model-inputs.js';
import { readCorpus } from '../../../src/annotations/corpus/read-corpus.js';
import { cutDocument } from '../../../src/annotations/cut.js';
import type { AnnotatedDocument } from '../../../src/annotations/document.js';
import { createSentenceTokenizer } from '../../../src/model/tag-text.js';
import { anyCharacter } from '../../any-character.js';

const tokenize = createSentenceTokenizer();
const withoutSpace = (text: string) => text.replaceAll(/\s/gu, '');

/** Documents with at most one entity. */
const documents = fc.array(
  fc
    .tuple(fc.string({ unit: anyCharacter }), fc.nat(30), fc.nat(30))
    .map(([text, start, end]): AnnotatedDocument => {
      const range = { start, end: Math.min(end, text.length) };
      const hasEntity = /\S/u.test(text.slice(range.start, range.end));
      const entity = { label: 'PER', text: text.slice(range.start, range.end), ...range };
      return { text, entities: hasEntity ? [entity] : [], path: 'f' };
    }),
);

test('a model gets the characters of the gold tokens, whatever the entities', () => {
  fc.assert(
    fc.property(documents, (given) => {
      const inputs = [...modelInputs(given)];
      expect(inputs).toEqual([
        ...modelInputs(given.map((document) => ({ ...document, entities: [] }))),
      ]);
      const gold = given.flatMap((document) => [
        ...cutDocument(document, { tokenize, onSplit: () => {} }),
      ]);
      expect(inputs.map(({ text = '' }) => withoutSpace(text)).join('')).toBe(
        gold.flatMap(({ tokens }) => tokens.map(withoutSpace)).join(''),
      );
    }),
  );
});

test('lines end as for tagger tag, and tokens of the file stay', () => {
  const raw = { text: 'One.\r\n \nTwo.', entities: [], path: 'f' };
  const cut = {
    text: 'pro-Paris',
    entities: [{ label: 'LOC', text: 'Paris', start: 4, end: 9 }],
    path: 'f',
    line: 7,
    sentences: [[{ text: 'pro-Paris', start: 0, end: 9 }]],
  };
  expect([...modelInputs([raw, cut])]).toEqual([
    { text: 'One.', line: 1, startsDocument: true },
    { text: 'Two.', line: 3, startsDocument: false },
    { tokens: ['pro-', 'Paris'], line: 7, startsDocument: true },
  ]);
});

test.each([
  ['columns.conll', false],
  ['hugging-face.jsonl', false],
  ['spacy.json', false],
  ['doccano.jsonl', true],
  ['brat', true],
])('%s has inputs of its own: %s', async (name, expected) => {
  const corpus = await readCorpus(join('test', 'annotations', 'examples', name), { tokenize });
  expect(corpus.inputs !== undefined).toBe(expected);
});
