import { expect, test } from '@jest/globals';
import type { CheckedCorpus } from '../../src/checks/corpus/checked-corpus.js';
import { createInconsistentLabelCheck } from '../../src/checks/inconsistent-labels.js';
import { findingsOf, parsed, plainRows } from './parsed.js';

const findInconsistentLabels = (corpora: readonly CheckedCorpus[]) =>
  findingsOf(createInconsistentLabelCheck(), corpora);

test('a label that a string rarely has is found with all its places', () => {
  const text = `${'in O\nParis B-LOC\n\n'.repeat(19)}said O\nParis B-PER\nHilton O\n`;
  expect(findInconsistentLabels([parsed(text)])).toEqual([
    {
      kind: 'inconsistent-label',
      place: { path: 'f.conll', line: 59 },
      message: 'PER 1 of 20 times (LOC 19)',
      excerpt: 'said [Paris] Hilton',
      others: [],
    },
  ]);
});

test('tokens outside of entities count as no entity, in all files', () => {
  const labeled = parsed('New B-LOC\nYork I-LOC\n\n'.repeat(20), 'train');
  const unlabeled = parsed(`${plainRows('New', 'York')}\n${plainRows('in', 'New', 'York')}`, 'dev');
  expect(findInconsistentLabels([labeled, unlabeled])).toEqual([
    {
      kind: 'inconsistent-label',
      place: { path: 'dev', line: 1 },
      message: 'no entity 2 of 22 times (LOC 20)',
      excerpt: '[New York]',
      others: [{ path: 'dev', line: 5 }],
    },
  ]);
});

test('a rare entity among the same words is found', () => {
  const unlabeled = `${plainRows('the')}\n`.repeat(10);
  expect(findInconsistentLabels([parsed(`${unlabeled}the B-ORG\n`)])).toMatchObject([
    { message: 'ORG 1 of 11 times (no entity 10)' },
  ]);
});

test('the rarest label comes first', () => {
  const text =
    `${'a B-LOC\n\n'.repeat(10)}a B-PER\n\n` +
    `${'b B-LOC\n\n'.repeat(19)}b B-PER\n\n` +
    `${'c B-LOC\n\n'.repeat(14)}c B-PER\n\n`;
  const excerpts = findInconsistentLabels([parsed(text)]).map(({ excerpt }) => excerpt);
  expect(excerpts).toEqual(['[b]', '[c]', '[a]']);
});

test('a label that is not so rare is no finding', () => {
  expect(findInconsistentLabels([parsed(`${'a B-LOC\n\n'.repeat(9)}a B-PER\n`)])).toEqual([]);
});

test('a string within a longer entity or a longer known string does not count', () => {
  const york = 'York B-LOC\n\n'.repeat(30);
  const longer = 'New B-ORG\nYork I-ORG\nTimes I-ORG\n\n';
  const unlabeled = plainRows('New', 'York', 'Times');
  expect(findInconsistentLabels([parsed(york + longer + unlabeled)])).toEqual([]);
});

test('case counts', () => {
  expect(findInconsistentLabels([parsed(`${'US B-LOC\n\n'.repeat(20)}us O\n`)])).toEqual([]);
});

test('entities of many tokens are not compared', () => {
  const long = (first: string, inner: string) => `a ${first}\n${`a ${inner}\n`.repeat(8)}\n`;
  const text = long('B-LOC', 'I-LOC').repeat(20) + long('B-PER', 'I-PER');
  expect(findInconsistentLabels([parsed(text)])).toEqual([]);
});
