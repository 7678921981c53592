import { expect, test } from '@jest/globals';
import { createSplitEntityCheck } from '../../src/checks/split-entities.js';
import type { TagScheme } from '../../src/corpora/tag-scheme.js';
import { findingsOf, parsed } from './parsed.js';

const find = (text: string, scheme: TagScheme) =>
  findingsOf(createSplitEntityCheck(), [parsed(text, 'f', { scheme })]);

test('an entity that goes on after the sentence end is found', () => {
  expect(find('in O\nNew B-LOC\n\nYork I-LOC\nslept O\n', 'IOB2')).toEqual([
    {
      kind: 'split-entity',
      place: { path: 'f', line: 2 },
      message: 'B-LOC at the end, I-LOC at the start of the next sentence (York)',
      excerpt: 'in [New]',
      others: [{ path: 'f', line: 4 }],
    },
  ]);
});

test.each<[string, string, TagScheme]>([
  ['of another type', 'a B-LOC\n\nb I-PER\n', 'IOB2'],
  ['that is new', 'a B-LOC\n\nb B-LOC\n', 'IOB2'],
  ['after O', 'a O\n\nb I-LOC\n', 'IOB2'],
  ['after an entity that is complete', 'a S-LOC\n\nb E-LOC\n', 'IOBES'],
  ['in IOB1, where it may be new', 'a I-LOC\n\nb I-LOC\n', 'IOB1'],
])('an entity %s is not', (_, text, scheme) => {
  expect(find(text, scheme)).toEqual([]);
});

test.each<[string, TagScheme]>([
  ['a B-LOC\n\nb E-LOC\n', 'IOBES'],
  ['a I-LOC\n\nb L-LOC\n', 'BILOU'],
  ['a M-LOC\n\nb M-LOC\n', 'BMES'],
])('%j is found in %s', (text, scheme) => {
  expect(find(text, scheme)).toHaveLength(1);
});
