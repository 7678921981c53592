import { expect, test } from '@jest/globals';
import { findSimilarTypes } from '../../src/checks/similar-types.js';
import { parsed } from './parsed.js';

/** @param counts entities by type */
const corpusOf = (counts: Record<string, number>) =>
  parsed(
    Object.entries(counts)
      .map(([type, count]) => `x B-${type}\n\n`.repeat(count))
      .join(''),
  );

const messages = (counts: Record<string, number>) =>
  findSimilarTypes([corpusOf(counts)]).map(({ message }) => message);

test('a rare type that looks like a frequent one is found at its first entity', () => {
  expect(findSimilarTypes([corpusOf({ PER: 20, PERS: 2 })])).toEqual([
    {
      kind: 'similar-type',
      place: { path: 'f.conll', line: 41 },
      message: 'PERS (2) looks like PER (20)',
      excerpt: '[x]',
    },
  ]);
});

test.each(['PERSON', 'PEER', 'PRE', 'Pers'])('%s looks like PER if it is much rarer', (type) => {
  expect(messages({ PER: 10, [type]: 1 })).toEqual([`${type} (1) looks like PER (10)`]);
  expect(messages({ PER: 9, [type]: 1 })).toEqual([]);
});

test.each([
  ['location', 'loaction'],
  ['creative-work', 'creative-works'],
  ['organization', 'organisaton'],
])('%s is spelled like %s', (frequent, rare) => {
  expect(messages({ [frequent]: 10, [rare]: 1 })).toHaveLength(1);
});

test.each([
  ['ORG', 'LOC'],
  ['PER', 'PE'],
  ['LEVEL1', 'LEVEL2'],
  ['CARDINAL', 'ORDINAL'],
  ['person-author', 'person-actor'],
  ['person-actor', 'actor'],
])('%s is not spelled like %s', (frequent, rare) => {
  expect(messages({ [frequent]: 100, [rare]: 1 })).toEqual([]);
});

test('types that differ only in case or marks are found however frequent they are', () => {
  expect(messages({ PER: 3, Per: 2 })).toEqual(['Per (2) looks like PER (3)']);
  expect(messages({ 'creative-work': 3, CREATIVE_WORK: 3 })).toHaveLength(1);
});

test('the types of all files count', () => {
  const corpora = [corpusOf({ PER: 20 }), parsed('a B-PERS\n', 'dev')];
  expect(findSimilarTypes(corpora)).toMatchObject([{ place: { path: 'dev', line: 1 } }]);
});

test('ten thousand types are compared in a moment', () => {
  const counts = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [
      `type${index.toString(36)}`,
      index < 20 ? 10 : 1,
    ]),
  );
  expect(messages(counts).length).toBeGreaterThan(0);
});
