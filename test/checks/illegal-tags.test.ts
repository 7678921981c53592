import { expect, test } from '@jest/globals';
import type { CheckedCorpus } from '../../src/checks/corpus/checked-corpus.js';
import { createIllegalTagCheck } from '../../src/checks/illegal-tags.js';
import { findingsOf, parsed } from './parsed.js';

const findIllegalTags = (corpus: CheckedCorpus) => findingsOf(createIllegalTagCheck(), [corpus]);

test('each illegal tag is found with its line and sentence', () => {
  const text = 'a B-PER\nb I-LOC\n\nI I-PER\nslept O\n';
  expect(findIllegalTags(parsed(text, 'f', { scheme: 'IOB2' }))).toEqual([
    {
      kind: 'illegal-tag',
      place: { path: 'f', line: 2 },
      message: 'I-LOC after B-PER, illegal in IOB2',
      excerpt: 'a [b]',
      isRepairable: true,
    },
    {
      kind: 'illegal-tag',
      place: { path: 'f', line: 4 },
      message: 'I-PER at the start of a sentence, illegal in IOB2',
      excerpt: '[I] slept',
      isRepairable: true,
    },
  ]);
});

test('an entity that stays open is found at the last token', () => {
  const [finding] = findIllegalTags(parsed('a O\nb B-PER\n', 'f', { scheme: 'IOBES' }));
  expect(finding).toMatchObject({
    place: { line: 2 },
    message: 'B-PER at the end of a sentence, illegal in IOBES',
  });
});

test('legal tags are no finding', () => {
  expect(findIllegalTags(parsed('a B-PER\nb I-PER\nc B-PER\n'))).toEqual([]);
});

test('the excerpt is around the token, with comments between the rows', () => {
  const text = '# text = a b c\n1 a O\n# note\n2 b O\n3 c I-PER\n';
  const options = { tokenColumn: 2, tagColumn: 3, scheme: 'IOB2' } as const;
  expect(findIllegalTags(parsed(text, 'f', options))).toMatchObject([
    { place: { line: 5 }, excerpt: 'a b [c]' },
  ]);
});
