import { expect, test } from '@jest/globals';
import { createOwnTags } from '../../../src/cli/formats/own-tags.js';

/** Rows as a passage of columns. */
const passage = (rows: readonly string[], end: '\n' | undefined = '\n') => ({
  text: '',
  lineNumber: 1,
  before: '',
  tokenLines: rows.map((text) => ({ text, end: '\n' as const, lineNumber: 1 })),
  after: '',
  end,
});

test('the scheme is that of the tags so far, and IOB2 before the first entity', () => {
  const own = createOwnTags();
  expect(own.read(passage(['It O', 'rains O']))).toBe('IOB2');
  expect(own.read(passage(['Jo NNP I-PER ', 'Mo NNP B-PER']))).toBe('IOB1');
  expect(own.read(passage(['Bo\tI-PER', 'Po\tO']))).toBe('IOB1');
  expect([...own.schemes]).toEqual(['IOB1']);
});

test('a sentence in several passages does not end between them', () => {
  const own = createOwnTags();
  expect(own.read(passage(['in O', 'Old B-LOC'], undefined))).toBe('IOB2');
  expect(own.read(passage(['Town I-LOC']))).toBe('IOB2');
});

test('one illegal tag does not last', () => {
  const own = createOwnTags();
  expect(own.read(passage(['Jo I-PER']))).toBe('IOB1');
  expect(own.read(passage(['Mo B-PER']))).toBe('IOB2');
  expect(own.read(passage(['Bo B-PER']))).toBe('IOB2');
  expect([...own.schemes]).toEqual(['IOB1', 'IOB2']);
});

test.each([
  ['the only column', ['I-95', ' I-40 ', 'S-Bahn']],
  ['words', ['Jo NNP', 'runs VB']],
  ['in another column', ['Jo I-PER NNP', 'Mo I-PER NNP']],
])('tags that are %s are none', (_, rows) => {
  const own = createOwnTags();
  expect(own.read(passage(rows))).toBe('IOB2');
  expect(own.schemes.size).toBe(0);
});
