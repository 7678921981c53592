import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TagScheme, tagSchemes } from '../../src/corpora/tag-scheme.js';
import { spansOf } from '../../src/corpora/tags.js';
import { accuracy, f1, precision, recall, scoreCorpus } from '../../src/evaluation/score.js';
import { arbitrarySpans } from '../corpora/arbitrary-spans.js';

/** The score of sentences of gold and predicted tags. */
function score(scheme: TagScheme, ...sentences: [gold: string, predicted: string][]) {
  const pairs = sentences.map(([gold, predicted]) => ({
    length: gold.split(' ').length,
    gold: spansOf(gold.split(' ')),
    predicted: spansOf(predicted.split(' ')),
  }));
  return scoreCorpus(pairs, scheme);
}

test('a span is correct only if both ends and the type are', () => {
  const { overall } = score(
    'IOB2',
    ['B-PER I-PER I-PER O', 'B-PER I-PER O O'],
    ['B-PER I-PER I-PER O', 'O B-PER I-PER O'],
    ['B-PER I-PER I-PER O', 'B-LOC I-LOC I-LOC O'],
    ['B-PER I-PER I-PER O', 'B-PER B-PER I-PER O'],
    ['B-PER I-PER I-PER O', 'B-PER I-PER I-PER O'],
  );
  expect(overall).toEqual({ gold: 5, predicted: 6, correct: 1 });
});

test('adjacent spans of one type differ from one long span', () => {
  const { overall } = score('IOB2', ['B-LOC B-LOC', 'B-LOC I-LOC']);
  expect(overall).toEqual({ gold: 2, predicted: 1, correct: 0 });
});

test('no span reaches from one sentence into the next', () => {
  const { overall } = score('IOB1', ['O I-PER', 'O I-PER'], ['I-PER O', 'I-PER O']);
  expect(overall).toEqual({ gold: 2, predicted: 2, correct: 2 });
});

test('every gold or predicted type has its counts, sorted by name', () => {
  const { types } = score('IOB2', ['B-PER O B-LOC', 'B-PER B-ORG O']);
  expect([...types]).toEqual([
    ['LOC', { gold: 1, predicted: 0, correct: 0 }],
    ['ORG', { gold: 0, predicted: 1, correct: 0 }],
    ['PER', { gold: 1, predicted: 1, correct: 1 }],
  ]);
});

test.each([
  ['IOB1', 3],
  ['IOB2', 3],
  ['IOBES', 2],
] as const)('correct tags are counted in the scheme %s: %i', (scheme, correctTagCount) => {
  const result = score(scheme, ['B-PER I-PER I-PER O', 'B-PER I-PER O O']);
  expect([result.correctTagCount, result.tokenCount]).toEqual([correctTagCount, 4]);
});

test('the accuracy of IOB1 depends on the tag between adjacent spans', () => {
  const result = score('IOB1', ['I-PER B-PER', 'I-PER I-PER']);
  expect([result.correctTagCount, result.tokenCount]).toEqual([1, 2]);
});

test('ratios are percentages', () => {
  const result = score('IOB2', ['B-PER O B-LOC O', 'B-PER O O O'], ['B-PER', 'B-PER']);
  expect(accuracy(result)).toBe(80);
  expect(precision(result.overall)).toBe(100);
  expect(recall(result.overall)).toBe(200 / 3);
  expect(f1(result.overall)).toBe((2 * 100 * (200 / 3)) / (100 + 200 / 3));
});

test('a ratio of nothing is 0', () => {
  const result = scoreCorpus([], 'IOB2');
  expect(accuracy(result)).toBe(0);
  expect([precision(result.overall), recall(result.overall), f1(result.overall)]).toEqual([
    0, 0, 0,
  ]);
});

test.each(tagSchemes)('in %s, a corpus compared with itself is all correct', (scheme) => {
  fc.assert(
    fc.property(fc.array(arbitrarySpans), (sentences) => {
      const pairs = sentences.map(({ length, spans }) => ({
        length,
        gold: spans,
        predicted: spans,
      }));
      const { tokenCount, correctTagCount, overall } = scoreCorpus(pairs, scheme);
      expect(correctTagCount).toBe(tokenCount);
      const spanCount = sentences.reduce((count, { spans }) => count + spans.length, 0);
      expect(overall).toEqual({ gold: spanCount, predicted: spanCount, correct: spanCount });
    }),
  );
});

test('the counts of the types add up to the overall counts', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(arbitrarySpans, arbitrarySpans)), (sides) => {
      const pairs = sides.map(([a, b]) => ({
        length: Math.max(a.length, b.length),
        gold: a.spans,
        predicted: b.spans,
      }));
      const { overall, types } = scoreCorpus(pairs, 'IOBES');
      for (const what of ['gold', 'predicted', 'correct'] as const) {
        const sum = [...types.values()].reduce((count, counts) => count + counts[what], 0);
        expect(sum).toBe(overall[what]);
      }
      expect(overall.correct).toBeLessThanOrEqual(Math.min(overall.gold, overall.predicted));
    }),
  );
});
