import { expect, test } from '@jest/globals';
import { cutToLength, withTypes } from '../../../../bench/speed/growth/shaped-corpus.js';

const corpus = [
  { tokens: ['Ada', 'Lovelace', 'came'], spans: [{ label: 'PER', start: 0, end: 2 }], line: 1 },
  { tokens: ['to', 'London'], spans: [{ label: 'LOC', start: 1, end: 2 }], line: 5 },
];

test('sentences of a given length repeat the tokens of the corpus in their order', () => {
  const sentences = cutToLength(corpus, 4, 2);
  expect(sentences.map(({ tokens }) => tokens)).toEqual([
    ['Ada', 'Lovelace', 'came', 'to'],
    ['London', 'Ada', 'Lovelace', 'came'],
  ]);
});

test('spans move with their tokens', () => {
  const [, second] = cutToLength(corpus, 4, 2);
  expect(second.spans).toEqual([
    { label: 'LOC', start: 0, end: 1 },
    { label: 'PER', start: 1, end: 3 },
  ]);
});

test('a span that is cut in two is left out', () => {
  const [first, second] = cutToLength(corpus, 1, 2);
  expect(first).toEqual({ tokens: ['Ada'], spans: [], line: 0 });
  expect(second).toEqual({ tokens: ['Lovelace'], spans: [], line: 0 });
});

test('entities take the new types in turn, whatever their own', () => {
  const labels = withTypes([...corpus, ...corpus], 3).flatMap(({ spans }) =>
    spans.map(({ label }) => label),
  );
  expect(labels).toEqual(['TYPE0', 'TYPE1', 'TYPE2', 'TYPE0']);
});
