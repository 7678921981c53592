import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Span, spansOf } from '../../src/corpora/tags.js';
import { type F1Intervals, f1Intervals, resampleFigures } from '../../src/evaluation/intervals.js';
import { createJudge } from '../../src/evaluation/judge.js';
import { type Interval, RESAMPLE_COUNT } from '../../src/evaluation/resample.js';
import { f1, type SpanPair, scoreCorpus } from '../../src/evaluation/score.js';
import { createRandom } from '../../src/tensors/random.js';
import { arbitrarySpans } from '../corpora/arbitrary-spans.js';

function seeded(pairs: readonly SpanPair[], seed = 1): F1Intervals {
  const judge = createJudge({ scheme: 'IOB2', mostErrors: 0 });
  for (const { length, gold, predicted } of pairs) {
    judge.add({ tokens: Array(length).fill('a'), gold, predicted, line: 1 });
  }
  const { counts, types } = judge.finish();
  return f1Intervals(resampleFigures(counts, types, createRandom(seed).below), types);
}

function pair(gold: string, predicted: string): SpanPair {
  const tags = gold.split(' ');
  return { length: tags.length, gold: spansOf(tags), predicted: spansOf(predicted.split(' ')) };
}

const repeat = (count: number, item: SpanPair): SpanPair[] => Array(count).fill(item);

/** Sentences of one entity each, of which the model finds `correctCount` at the right place. */
const partlyRight = (count: number, correctCount: number): SpanPair[] => [
  ...repeat(correctCount, pair('B-PER O', 'B-PER O')),
  ...repeat(count - correctCount, pair('B-PER O', 'O B-PER')),
];

const arbitraryPair = fc.tuple(arbitrarySpans, arbitrarySpans).map(([a, b]): SpanPair => {
  return { length: Math.max(a.length, b.length), gold: a.spans, predicted: b.spans };
});

test('the ends are the 25th smallest and largest F1 of 1,000 corpora drawn sentence by sentence', () => {
  const property = fc.property(
    fc.array(arbitraryPair, { minLength: 1, maxLength: 6 }),
    fc.nat(),
    (pairs, seed) => {
      const { below } = createRandom(seed);
      const scores = Array.from({ length: 1000 }, () =>
        scoreCorpus(
          pairs.map(() => pairs[below(pairs.length)]),
          'IOB2',
        ),
      );
      const ends = (figures: number[]): Interval => {
        const sorted = figures.sort((a, b) => a - b);
        return [sorted[24], sorted[1000 - 25]];
      };
      const { overall, types } = seeded(pairs, seed);
      expect(overall).toEqual(ends(scores.map((score) => f1(score.overall))));
      for (const [label, interval] of types) {
        const nothing = { gold: 0, predicted: 0, correct: 0 };
        expect(interval).toEqual(
          ends(scores.map((score) => f1(score.types.get(label) ?? nothing))),
        );
      }
    },
  );
  fc.assert(property, { numRuns: 10 });
});

test('with one entity per sentence, the interval is that of a binomial', () => {
  expect(RESAMPLE_COUNT).toBe(1000);
  // Of 100 tosses of a coin, from 40 to 60 are heads 19 times in 20.
  const [low, high] = seeded(partlyRight(100, 50)).overall;
  expect(Math.abs(low - 40)).toBeLessThan(2);
  expect(Math.abs(high - 60)).toBeLessThan(2);
});

test('the F1 of a corpus with entities in each sentence lies within its interval', () => {
  const withEntity = arbitraryPair.filter(({ gold }) => gold.length > 0);
  const property = fc.property(
    fc.array(withEntity, { minLength: 30, maxLength: 60 }),
    fc.nat(),
    (pairs, seed) => {
      const [low, high] = seeded(pairs, seed).overall;
      const point = f1(scoreCorpus(pairs, 'IOB2').overall);
      expect(low).toBeLessThanOrEqual(point);
      expect(high).toBeGreaterThanOrEqual(point);
    },
  );
  fc.assert(property, { numRuns: 20 });
});

test('if all sentences are alike, the interval is a point', () => {
  const property = fc.property(fc.integer({ min: 1, max: 50 }), arbitraryPair, (count, one) => {
    const pairs = repeat(count, one);
    const { overall, types } = scoreCorpus(pairs, 'IOB2');
    const alike = (point: number) => [point, point];
    const intervals = seeded(pairs);
    expect(intervals.overall).toEqual(alike(f1(overall)));
    expect([...intervals.types]).toEqual(
      [...types].map(([label, counts]) => [label, alike(f1(counts))]),
    );
  });
  fc.assert(property, { numRuns: 20 });
});

test('intervals do not depend on the names and the order of the types', () => {
  const names = new Map([
    ['PER', 'a'],
    ['LOC', 'z'],
    ['creative-work', 'k'],
    ['Ö_2', 'b'],
  ]);
  const rename = (spans: readonly Span[]) =>
    spans.map((span) => ({ ...span, label: names.get(span.label)! }));
  const property = fc.property(fc.array(arbitraryPair, { minLength: 1 }), (pairs) => {
    const renamed = seeded(
      pairs.map(({ length, gold, predicted }) => {
        return { length, gold: rename(gold), predicted: rename(predicted) };
      }),
    );
    const { overall, types } = seeded(pairs);
    expect(renamed.overall).toEqual(overall);
    expect([...renamed.types.keys()]).toEqual([...renamed.types.keys()].sort());
    expect(renamed.types).toEqual(
      new Map([...types].map(([label, interval]) => [names.get(label), interval])),
    );
  });
  fc.assert(property, { numRuns: 20 });
});

test('with ten times the sentences the interval is less than half as wide', () => {
  const widths = [20, 200, 2000].map((count) => {
    const [low, high] = seeded(partlyRight(count, 0.7 * count)).overall;
    return high - low;
  });
  expect(widths[1]).toBeLessThan(widths[0] / 2);
  expect(widths[2]).toBeLessThan(widths[1] / 2);
});

test('the interval of a type that resamples may lack reaches down to 0', () => {
  const pairs = [...repeat(9, pair('B-LOC', 'B-LOC')), pair('B-PER', 'B-PER')];
  const { overall, types } = seeded(pairs);
  expect(overall).toEqual([100, 100]);
  expect([...types]).toEqual([
    ['LOC', [100, 100]],
    ['PER', [0, 100]],
  ]);
});

test.each([
  ['no sentences', []],
  ['no entities', [pair('O O', 'O O'), pair('O', 'O')]],
])('%s give no types and an interval of 0', (_, pairs) => {
  expect(seeded(pairs)).toEqual({ overall: [0, 0], types: new Map() });
});

test('the same seed gives the same intervals, and another seed others', () => {
  const pairs = partlyRight(50, 30);
  expect(seeded(pairs, 3)).toEqual(seeded(pairs, 3));
  expect(seeded(pairs, 4)).not.toEqual(seeded(pairs, 3));
});
