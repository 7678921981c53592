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
])('word $word lies in the name from 2 to 4: $expected', ({ word, expected }) => {
  expect(isPartOfName([{ label: 'PER', start: 2, end: 4 }], word)).toBe(expected);
});

test('an answer that cannot see the next word gets one of each pair right', () => {
  expect(countPairs(pairs, [[], [], [], []])).toEqual([0, 2, 0]);
});

test('a name of another type and end is still a name; a name elsewhere is not asked for', () => {
  const found = [
    [{ label: 'ORG', start: 2, end: 3 }],
    [],
    [{ label: 'PER', start: 1, end: 2 }],
    [],
  ];
  expect(countPairs(pairs, found)).toEqual([0, 1, 1]);
});

test('what is told apart the wrong way round is a pair without any right', () => {
  const name = (start: number) => [{ label: 'PER', start, end: start + 1 }];
  expect(countPairs(pairs, [[], name(2), name(0), []])).toEqual([2, 0, 0]);
});

test('forward only, one of each pair is right and nothing else is believed', () => {
  expect(() => refuseLeak([0, 66, 0])).not.toThrow();
  const message = 'forward only, 1 of 66 pairs told apart: the future leaks';
  expect(() => refuseLeak([0, 65, 1])).toThrow(message);
  expect(() => refuseLeak([1, 65, 0])).toThrow(message);
});
