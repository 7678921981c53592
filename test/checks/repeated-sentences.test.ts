import { expect, test } from '@jest/globals';
import {
  collectRepeatedSentences,
  findConflictingSentences,
  findDuplicateSentences,
  findSharedSentences,
} from '../../src/checks/repeated-sentences.js';
import { parsed, plainRows } from './parsed.js';

const FIVE = `${plainRows('a', 'b', 'c', 'd', 'e')}\n`;
const SIX = `${plainRows('u', 'v', 'w', 'x', 'y', 'z')}\n`;

const repeatedIn = (...texts: string[]) =>
  collectRepeatedSentences(texts.map((text, index) => parsed(text, `f${index}`)));

test('a sentence of two files is found in the later ones, the longest first', () => {
  expect(findSharedSentences(repeatedIn(FIVE + SIX, SIX + FIVE, FIVE))).toEqual([
    {
      kind: 'shared-sentence',
      place: { path: 'f1', line: 1 },
      message: 'also in f0:7',
      excerpt: 'u v w x y z',
      others: [{ path: 'f0', line: 7 }],
    },
    {
      kind: 'shared-sentence',
      place: { path: 'f1', line: 8 },
      message: 'also in f0:1',
      excerpt: 'a b c d e',
      others: [{ path: 'f0', line: 1 }],
    },
    {
      kind: 'shared-sentence',
      place: { path: 'f2', line: 1 },
      message: 'also in f0:1',
      excerpt: 'a b c d e',
      others: [{ path: 'f0', line: 1 }],
    },
  ]);
});

test('a sentence that one file has several times is a duplicate, not shared', () => {
  const repeated = repeatedIn(FIVE + SIX + FIVE + SIX + FIVE);
  expect(findSharedSentences(repeated)).toEqual([]);
  expect(findDuplicateSentences(repeated)).toEqual([
    {
      kind: 'duplicate-sentence',
      place: { path: 'f0', line: 1 },
      message: '3 times',
      excerpt: 'a b c d e',
      others: [
        { path: 'f0', line: 14 },
        { path: 'f0', line: 27 },
      ],
    },
    {
      kind: 'duplicate-sentence',
      place: { path: 'f0', line: 7 },
      message: '2 times',
      excerpt: 'u v w x y z',
      others: [{ path: 'f0', line: 20 }],
    },
  ]);
});

test('a sentence of two files is no duplicate in either', () => {
  expect(findDuplicateSentences(repeatedIn(FIVE, FIVE))).toEqual([]);
});

test('sentences of four tokens may repeat', () => {
  const four = `${plainRows('a', 'b', 'c', 'd')}\n`;
  expect(repeatedIn(four + four, four)).toEqual([]);
});

test('a sentence with different tags is found at the rarer ones', () => {
  const labeled = FIVE.replace('d O', 'd B-PER');
  expect(findConflictingSentences(repeatedIn(FIVE + labeled, FIVE))).toEqual([
    {
      kind: 'conflicting-sentence',
      place: { path: 'f0', line: 7 },
      message: 'd is B-PER, but O in f0:4',
      excerpt: 'a b c d e',
      others: [
        { path: 'f0', line: 1 },
        { path: 'f1', line: 1 },
      ],
    },
  ]);
});

test('the same entities in two schemes are no conflict', () => {
  const iob2 = FIVE.replace('d O', 'd B-PER');
  const iobes = FIVE.replace('d O', 'd S-PER');
  expect(findConflictingSentences(repeatedIn(iob2, iobes))).toEqual([]);
});
