import { expect, test } from '@jest/globals';
import { confusedPairs } from '../../models/confused-pairs.js';
import { groupByDomain } from '../../models/domains.js';
import { documentsOf, recase } from '../../models/english-tests.js';
import { parseConll } from '../../src/corpora/conll.js';

const rows = [
  ...['# newdoc id = senate-address-02', 'Ann B-PER', '', 'left O', ''],
  ...['# newdoc id = wikipedia-works-01', '# text = a', 'a O', ''],
  ...['# newdoc id = senate-address-10', 'Bern B-LOC', ''],
];
const { sentences } = parseConll(Buffer.from(rows.join('\n')), 'rows');
const documents = documentsOf(rows, sentences);

test('a sentence is in the document that begins before it', () => {
  expect(documents).toEqual([
    ...['senate-address-02', 'senate-address-02', 'wikipedia-works-01', 'senate-address-10'],
  ]);
});

test('sentences before the first document are in none', () => {
  expect(documentsOf(['Ann B-PER', ''], sentences.slice(0, 1))).toEqual([undefined]);
});

test('documents of one domain are grouped, and sentences without document are left out', () => {
  const groups = groupByDomain({ sentences, documents: [undefined, ...documents.slice(1)] });
  expect(
    groups.map(({ domain, sentences: all }) => [domain, all.map(({ tokens }) => tokens)]),
  ).toEqual([
    ['articles: works', [['a']]],
    ['press releases: address', [['left'], ['Bern']]],
  ]);
});

test('a test in another case keeps its entities', () => {
  const english = { name: 'x/test', sentences, documents, isQuotable: true };
  const capitals = recase(english, 'capitals');
  expect(capitals.name).toBe('x/test, capitals');
  expect(capitals.sentences.map(({ tokens }) => tokens[0])).toEqual(['ANN', 'LEFT', 'A', 'BERN']);
  expect(capitals.sentences.map(({ spans }) => spans)).toEqual(sentences.map(({ spans }) => spans));
  const marks = capitals.sentences.map(({ startsDocument }) => startsDocument);
  expect(marks).toEqual([true, undefined, true, true]);
  expect(recase(english, 'lower case').sentences[3].tokens).toEqual(['bern']);
});

test('confused pairs are added over tests, the most frequent first, without equal types', () => {
  const confusion = (counts: Readonly<Record<string, Readonly<Record<string, number>>>>) =>
    new Map(Object.entries(counts).map(([gold, row]) => [gold, new Map(Object.entries(row))]));
  const pairs = confusedPairs([
    confusion({ PER: { PER: 9, LOC: 1 }, '': { LOC: 2 } }),
    confusion({ LOC: { PER: 2 }, '': { LOC: 3 } }),
  ]);
  expect(pairs).toEqual([
    { gold: '', predicted: 'LOC', counts: [2, 3], total: 5 },
    { gold: 'LOC', predicted: 'PER', counts: [0, 2], total: 2 },
    { gold: 'PER', predicted: 'LOC', counts: [1, 0], total: 1 },
  ]);
});
