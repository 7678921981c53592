import { expect, test } from '@jest/globals';
import type { Kind } from '../../src/checks/finding.js';
import { createRepeatedSentenceCheck } from '../../src/checks/repeated-sentences.js';
import { findingsOf, parsed, plainRows } from './parsed.js';

const FIVE = `${plainRows('a', 'b', 'c', 'd', 'e')}\n`;
const SIX = `${plainRows('u', 'v', 'w', 'x', 'y', 'z')}\n`;

const repeatedIn = (...texts: string[]) =>
  findingsOf(
    createRepeatedSentenceCheck(),
    texts.map((text, index) => parsed(text, `f${index}`)),
  );

const ofKind = (wanted: Kind, ...texts: string[]) =>
  repeatedIn(...texts).filter(({ kind }) => kind === wanted);

test('a sentence of two files is found in the later ones, the longest first', () => {
  expect(ofKind('shared-sentence', FIVE + SIX, SIX + FIVE, FIVE)).toEqual([
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
  expect(repeatedIn(FIVE + SIX + FIVE + SIX + FIVE)).toEqual([
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
  expect(ofKind('duplicate-sentence', FIVE, FIVE)).toEqual([]);
});

test('sentences of four tokens may repeat', () => {
  const four = `${plainRows('a', 'b', 'c', 'd')}\n`;
  expect(repeatedIn(four + four, four)).toEqual([]);
});

test('a sentence with different tags is found at the rarer ones', () => {
  const labeled = FIVE.replace('d O', 'd B-PER');
  expect(ofKind('conflicting-sentence', FIVE + labeled, FIVE)).toEqual([
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
  expect(ofKind('conflicting-sentence', iob2, iobes)).toEqual([]);
});
