import { expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import { countTypes, mapTypes } from '../../src/corpora/map-types.js';

const { sentences } = parseConll(
  Buffer.from(
    'Anna B-person\nBerg B-artist\nin O\nParis B-location\n\nAcme B-product\n\nnobody O\n',
  ),
  'corpus',
);

const labelsOf = (mapped: typeof sentences) =>
  mapped.map(({ spans }) => spans.map(({ label }) => label));

test('several types can become one, and adjacent spans stay two', () => {
  const mapping = new Map([
    ['person', 'PER'],
    ['artist', 'PER'],
  ]);
  const mapped = mapTypes(sentences, mapping);
  expect(labelsOf(mapped.sentences)).toEqual([['PER', 'PER', 'location'], ['product'], []]);
  expect(mapped.sentences[0].spans.slice(0, 2)).toEqual([
    { label: 'PER', start: 0, end: 1 },
    { label: 'PER', start: 1, end: 2 },
  ]);
  expect(mapped.absent).toEqual([]);
});

test('types can be swapped', () => {
  const mapping = new Map([
    ['person', 'artist'],
    ['artist', 'person'],
  ]);
  expect(labelsOf(mapTypes(sentences, mapping).sentences)[0]).toEqual([
    'artist',
    'person',
    'location',
  ]);
});

test('a type mapped to none loses its spans, and no sentence loses tokens', () => {
  const { sentences: mapped } = mapTypes(sentences, new Map([['product', null]]));
  expect(mapped[1]).toEqual({ tokens: ['Acme'], spans: [], line: sentences[1].line });
  expect(labelsOf(mapped)[0]).toEqual(['person', 'artist', 'location']);
});

test('mapped types that the corpus does not have are returned', () => {
  const mapping = new Map([
    ['group', 'ORG'],
    ['person', 'PER'],
    ['misc', null],
  ]);
  expect(mapTypes(sentences, mapping).absent).toEqual(['group', 'misc']);
});

test('entities are counted by type', () => {
  expect([...countTypes(sentences)]).toEqual([
    ['person', 1],
    ['artist', 1],
    ['location', 1],
    ['product', 1],
  ]);
});
