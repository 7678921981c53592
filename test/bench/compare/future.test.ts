import { expect, test } from '@jest/globals';
import {
  countPairs,
  isPartOfName,
  pairSentences,
  refuseLeak,
} from '../../../bench/compare/future.js';

const sentence = (text: string, ...names: readonly (readonly [number, number])[]) => ({
  tokens: text.split(' '),
  spans: names.map(([start, end]) => ({ label: 'PER', start, end })),
  line: 1,
});

const sentences = [
  sentence('He said Teddy Baker left', [2, 4]),
  sentence('He said Teddy parts arrived'),
  sentence('Will they come'),
  sentence('Will came', [0, 1]),
];
const pairs = pairSentences(sentences);

test('the ambiguous word is the last that both sentences begin with', () => {
  expect(pairs.map(({ word }) => word)).toEqual([2, 0]);
});

test.each([
  { word: 1, expected: false },
  { word: 2, expected: true },
  { word: 3, expected: true },
  { word: 4, expected: false },
])('word $word is in the name from 2 to 4: $expected', ({ word, expected }) => {
  expect(isPartOfName([{ label: 'PER', start: 2, end: 4 }], word)).toBe(expected);
});

test('equal answers get one of each pair right', () => {
  expect(countPairs(pairs, [[], [], [], []])).toEqual([0, 2, 0]);
});

test('a name of another type or end is still a name; a name elsewhere does not count', () => {
  const predicted = [
    [{ label: 'ORG', start: 2, end: 3 }],
    [],
    [{ label: 'PER', start: 1, end: 2 }],
    [],
  ];
  expect(countPairs(pairs, predicted)).toEqual([0, 1, 1]);
});

test('a pair whose answers are swapped has none right', () => {
  const name = (start: number) => [{ label: 'PER', start, end: start + 1 }];
  expect(countPairs(pairs, [[], name(2), name(0), []])).toEqual([2, 0, 0]);
});

test('a forward network that does not get one of each pair right is an error', () => {
  expect(() => refuseLeak([0, 66, 0])).not.toThrow();
  const message = 'a forward network distinguishes 1 of 66 pairs: it reads later words';
  expect(() => refuseLeak([0, 65, 1])).toThrow(message);
  expect(() => refuseLeak([1, 65, 0])).toThrow(message);
});
