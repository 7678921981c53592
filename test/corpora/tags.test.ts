import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tagSchemes } from '../../src/corpora/tag-scheme.js';
import { isTag, renderTags, spansOf } from '../../src/corpora/tags.js';
import { arbitrarySpans } from './arbitrary-spans.js';

const read = (tags: string) =>
  spansOf(tags.split(' ')).map(({ label, start, end }) => `${label} ${start}-${end}`);

test.each(tagSchemes)('rendering spans in %s and reading them gives them back', (scheme) => {
  fc.assert(
    fc.property(arbitrarySpans, ({ length, spans }) => {
      const tags = renderTags(spans, length, scheme);
      expect(tags).toHaveLength(length);
      expect(tags.every(isTag)).toBe(true);
      expect(spansOf(tags)).toEqual(spans);
    }),
  );
});

test.each([
  ['IOB1', 'I-PER I-PER I-PER B-PER I-LOC O'],
  ['IOB2', 'B-PER I-PER I-PER B-PER B-LOC O'],
  ['IOBES', 'B-PER I-PER E-PER S-PER S-LOC O'],
  ['BILOU', 'B-PER I-PER L-PER U-PER U-LOC O'],
  ['BMES', 'B-PER M-PER E-PER S-PER S-LOC O'],
] as const)('three touching spans are written in %s as %s', (scheme, expected) => {
  const spans = [
    { label: 'PER', start: 0, end: 3 },
    { label: 'PER', start: 3, end: 4 },
    { label: 'LOC', start: 4, end: 5 },
  ];
  expect(renderTags(spans, 6, scheme).join(' ')).toBe(expected);
});

test.each([
  ['I-PER I-PER O I-LOC', ['PER 0-2', 'LOC 3-4']],
  ['I-PER B-PER I-PER', ['PER 0-1', 'PER 1-3']],
  ['B-PER I-LOC I-LOC', ['PER 0-1', 'LOC 1-3']],
  ['O E-PER E-PER', ['PER 1-2', 'PER 2-3']],
  ['E-PER I-PER O', ['PER 0-1', 'PER 1-2']],
  ['S-PER I-PER E-PER', ['PER 0-1', 'PER 1-3']],
  ['B-PER S-PER E-PER', ['PER 0-1', 'PER 1-2', 'PER 2-3']],
  ['B-PER E-LOC', ['PER 0-1', 'LOC 1-2']],
  ['U-PER B-LOC I-LOC L-LOC', ['PER 0-1', 'LOC 1-4']],
  ['B-LOC L-LOC I-LOC', ['LOC 0-2', 'LOC 2-3']],
  ['B-PER M-PER E-PER', ['PER 0-3']],
  ['O O', []],
])('%s reads as conlleval reads it', (tags, expected) => {
  expect(read(tags)).toEqual(expected);
});

test('a sentence without tokens has no span', () => {
  expect(spansOf([])).toEqual([]);
});

test.each(['O', 'B-PER', 'I-creative-work', 'S-1', 'L-x', 'U-Ö', 'M-A--B', 'E-#'])(
  '%s is a tag',
  (word) => {
    expect(isTag(word)).toBe(true);
  },
);

test.each(['', 'OO', 'o', 'I--ORG', 'B-', 'B', 'BPER', 'b-PER', 'X-PER', 'PER', 'O-PER', '-PER'])(
  '"%s" is no tag',
  (word) => {
    expect(isTag(word)).toBe(false);
  },
);
