import { expect, test } from '@jest/globals';
import { groupPieces, joinPieces, recordsOf } from '../../../src/cli/convert/pieces.js';

const piece = (text: string, more: object = {}) => ({ text, entities: [], path: 'in', ...more });
const entity = { label: 'PER', text: 'Jo', start: 0, end: 2 };
const token = { text: 'Jo', start: 0, end: 2 };

test('pieces that go on belong to the document before them', () => {
  const [a, b, c] = [piece('a', { continues: true }), piece('b', { continues: true }), piece('c')];
  expect(groupPieces([a, b, c])).toEqual([[a, b], [c]]);
  expect(groupPieces([])).toEqual([]);
});

test('joined pieces are lines of one text, with entities and sentences in their places', () => {
  const jo = piece('Jo', { id: '1', entities: [entity], sentences: [[token]] });
  expect(joinPieces([jo, jo])).toEqual({
    id: '1',
    text: 'Jo\nJo',
    path: 'in',
    entities: [entity, { ...entity, start: 3, end: 5 }],
    sentences: [[token], [{ ...token, start: 3, end: 5 }]],
  });
  expect(joinPieces([jo, piece('x')]).sentences).toBeUndefined();
});

test('documents are records, but so are the pieces of the only one without an id', () => {
  const [a, b] = [piece('a'), piece('b')];
  expect(recordsOf([])).toEqual([]);
  expect(recordsOf([[a, b]])).toEqual([a, b]);
  const named = piece('a', { id: '1' });
  expect(recordsOf([[named, b]]).map(({ text }) => text)).toEqual(['a\nb']);
  expect(recordsOf([[a, b], [b]]).map(({ text }) => text)).toEqual(['a\nb', 'b']);
});
