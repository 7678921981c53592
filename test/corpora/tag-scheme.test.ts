import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createSchemeDetector,
  detectScheme,
  tagSchemes,
  transitionIsLegal,
} from '../../src/corpora/tag-scheme.js';
import { renderTags } from '../../src/corpora/tags.js';
import { arbitrarySpans } from './arbitrary-spans.js';

const corpus = (...sentences: string[]) => sentences.map((tags) => tags.split(' '));

test.each(tagSchemes)('what is rendered in %s is legal in it', (scheme) => {
  fc.assert(
    fc.property(arbitrarySpans, ({ length, spans }) => {
      const tags = [null, ...renderTags(spans, length, scheme), null];
      for (let index = 1; index < tags.length; index++) {
        expect(transitionIsLegal(tags[index - 1], tags[index], scheme)).toBe(true);
      }
    }),
  );
});

test('a tag sequence is legal in IOBES exactly if rendering its spans gives it back', () => {
  const tags = ['O', ...['B', 'I', 'E', 'S'].flatMap((prefix) => [`${prefix}-X`, `${prefix}-Y`])];
  const legalSentences = new Set<string>();
  for (const spans of spansWithin(3)) legalSentences.add(renderTags(spans, 3, 'IOBES').join(' '));

  for (const a of tags) {
    for (const b of tags) {
      for (const c of tags) {
        const path = [null, a, b, c, null];
        const isLegal = path.slice(1).every((tag, index) => transitionIsLegal(path[index], tag));
        expect([a, b, c, isLegal]).toEqual([a, b, c, legalSentences.has(`${a} ${b} ${c}`)]);
      }
    }
  }
});

// Every way to lay spans of type X or Y over the tokens from `start` to `length`.
function spansWithin(length: number, start = 0): { label: string; start: number; end: number }[][] {
  if (start === length) return [[]];
  const layouts = spansWithin(length, start + 1);
  for (let end = start + 1; end <= length; end++) {
    for (const rest of spansWithin(length, end)) {
      for (const label of ['X', 'Y']) layouts.push([{ label, start, end }, ...rest]);
    }
  }
  return layouts;
}

test.each(['IOB1', 'IOB2', 'IOBES', 'BILOU', 'BMES'] as const)(
  '%s is detected from spans of one, two and three tokens',
  (scheme) => {
    const evidence = [
      { label: 'PER', start: 0, end: 1 },
      { label: 'LOC', start: 2, end: 4 },
      { label: 'PER', start: 5, end: 8 },
    ];
    fc.assert(
      fc.property(fc.array(arbitrarySpans, { maxLength: 5 }), (sentences) => {
        const tags = sentences.map(({ spans, length }) => renderTags(spans, length, scheme));
        expect(detectScheme([...tags, renderTags(evidence, 9, scheme)])).toBe(scheme);
      }),
    );
  },
);

test('the majority of the spans decides the scheme', () => {
  const mostlyIob2 = ['B-PER I-PER O', 'B-LOC O', 'O B-ORG'];
  const mostlyIob1 = ['I-PER I-PER O', 'I-LOC O', 'O I-ORG'];
  expect(detectScheme(corpus(...mostlyIob2, ...mostlyIob1.slice(1)))).toBe('IOB2');
  expect(detectScheme(corpus(...mostlyIob1, ...mostlyIob2.slice(1)))).toBe('IOB1');
  expect(detectScheme(corpus('S-PER O S-PER', 'B-LOC I-LOC E-LOC', 'U-PER O'))).toBe('IOBES');
});

test('every repetition of a span counts', () => {
  expect(detectScheme(corpus('B-PER O', 'B-PER O', 'B-PER O', 'I-LOC O', 'O I-ORG'))).toBe('IOB2');
});

test('the end of a sentence counts', () => {
  expect(detectScheme(corpus('O B-PER', 'O B-PER', 'S-PER O'))).toBe('IOB2');
});

test('a corpus that fits IOB2 as well as others is IOB2', () => {
  expect(detectScheme([])).toBe('IOB2');
  expect(detectScheme(corpus('O O', 'O'))).toBe('IOB2');
  expect(detectScheme(corpus('B-PER O', 'I-PER O'))).toBe('IOB2');
});

test.each([
  ['IOB1', 'B-PER', 'B-PER', true],
  ['IOB1', 'O', 'B-PER', false],
  ['IOB1', null, 'B-PER', false],
  ['IOB1', 'I-LOC', 'B-PER', false],
  ['IOB1', 'I-LOC', 'I-PER', true],
  ['IOB2', null, 'I-PER', false],
  ['IOB2', 'B-LOC', 'I-PER', false],
  ['IOB2', 'I-PER', null, true],
  ['IOB2', 'O', 'S-PER', false],
  ['IOB2', 'S-PER', 'O', true],
  ['IOB2', 'S-PER', 'I-PER', false],
  ['BILOU', 'B-PER', 'U-PER', false],
  ['BILOU', 'L-PER', 'U-PER', true],
  ['BMES', 'M-PER', null, false],
  ['BMES', 'M-PER', 'E-PER', true],
] as const)('the scheme %s decides whether after %s comes %s', (scheme, previous, next, legal) => {
  expect(transitionIsLegal(previous, next, scheme)).toBe(legal);
});

test('tags that arrive one after the other have the scheme that they have as a whole', () => {
  const anyTag = fc.constantFrom('O', 'O', 'B-X', 'I-X', 'I-Y', 'E-X', 'S-X', 'M-X', 'U-X', 'L-X');
  const anySentence = fc.array(anyTag, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(anySentence, { maxLength: 6 }), (sentences) => {
      const detector = createSchemeDetector();
      for (const [index, tags] of sentences.entries()) {
        for (const tag of [...tags, null]) detector.add(tag);
        expect(detector.scheme).toBe(detectScheme(sentences.slice(0, index + 1)));
      }
    }),
  );
});
