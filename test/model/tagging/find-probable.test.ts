// Entities above a limit, against the sums over all paths of the lattice.
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../../../src/corpora/tags.js';
import type { Tagger } from '../../../src/model/tagger.js';
import type { ScoredSpan } from '../../../src/model/tagging/confidences.js';
import { logSumExp } from '../../reference/log-sum-exp.js';
import { type RandomTaggerOptions, randomTagger } from '../random-tagger.js';
import { watchedThreads, workUntilShared } from './idle-clock.js';
import { allPaths, latticeOf, randomSentences } from './lattice.js';

const taggers: Tagger[] = [];
afterEach(() => {
  for (const tagger of taggers.splice(0)) tagger.threads.stop();
});

function taggerOf(options: RandomTaggerOptions = {}): Tagger {
  const tagger = randomTagger({ isTraining: false, ...options });
  taggers.push(tagger);
  return tagger;
}

const ROUNDING = 5e-6;

/** The share of the label sequences that hold each span, for all spans. */
function sharesOf(tagger: Tagger, tokens: readonly string[]): ScoredSpan[] {
  const paths = allPaths(latticeOf(tagger, tokens, tagger.temperature));
  const possible = paths.filter(({ score }) => score > Number.NEGATIVE_INFINITY);
  const logZ = logSumExp(possible.map(({ score }) => score));
  const shares = new Map<string, number>();
  for (const { path, score } of possible) {
    for (const span of tagger.labels.decode(path)) {
      const key = JSON.stringify(span);
      shares.set(key, (shares.get(key) ?? 0) + Math.exp(score - logZ));
    }
  }
  return [...shares].map(([key, confidence]) => ({ ...(JSON.parse(key) as Span), confidence }));
}

/** The products of the probabilities of independent labels, for all spans. */
function productsOf(tagger: Tagger, tokens: readonly string[]): ScoredSpan[] {
  const { L, emissions } = latticeOf(tagger, tokens, tagger.temperature);
  const productOf = (ids: readonly number[], start: number) =>
    ids.reduce((product, label, index) => {
      const row = emissions.subarray((start + index) * L, (start + index + 1) * L);
      return product * Math.exp(row[label] - logSumExp([...row]));
    }, 1);
  const best = tokens.map((_, t) => {
    const row = emissions.subarray(t * L, (t + 1) * L);
    return row.indexOf(Math.max(...row));
  });
  const tagged = tagger.labels.decode(best).map((span) => ({
    ...span,
    confidence: productOf(best.slice(span.start, span.end), span.start),
  }));
  const others = tokens.flatMap((_, start) =>
    tokens.slice(start).flatMap((_, rest) =>
      tagger.labels.types.map((label) => {
        const length = rest + 1;
        const ids = tagger.labels.encode([{ label, start: 0, end: length }], length);
        return { label, start, end: start + length, confidence: productOf(ids, start) };
      }),
    ),
  );
  const isTagged = (span: Span) =>
    tagged.some(
      ({ label, start, end }) => label === span.label && start === span.start && end === span.end,
    );
  return [...tagged, ...others.filter((span) => !isTagged(span))];
}

const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** By the definition: the most probable first, and whatever does not overlap it. */
function chosen(spans: readonly ScoredSpan[], least: number): ScoredSpan[] {
  const left = spans.filter(({ confidence }) => confidence >= least);
  if (left.length === 0) return [];
  const best = left.reduce((top, span) => (span.confidence > top.confidence ? span : top));
  const others = left.filter((span) => !overlaps(span, best));
  return [best, ...chosen(others, least)].sort((a, b) => a.start - b.start);
}

/** Whether rounding may decide which of two comes first, or whether one is above the limit. */
function isClose(spans: readonly ScoredSpan[], least: number): boolean {
  return spans.some(
    (a, index) =>
      Math.abs(a.confidence - least) < ROUNDING ||
      (a.confidence > least &&
        spans
          .slice(index + 1)
          .some((b) => overlaps(a, b) && Math.abs(a.confidence - b.confidence) < ROUNDING)),
  );
}

test.each([
  ['crf', sharesOf],
  ['softmax', productsOf],
] as const)('the entities above a limit are those of the definition, %s', (decoder, definition) => {
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.integer({ min: 1, max: 1000 }),
        length: fc.integer({ min: 1, max: 4 }),
        least: fc.double({ min: 0.001, max: 1, noNaN: true }),
        temperature: fc.constantFrom(0.7, 1, 3),
        types: fc.constantFrom(['X'], ['X', 'Y']),
      }),
      ({ seed, length, least, temperature, types }) => {
        const tagger = taggerOf({ decoder, types, seed });
        tagger.temperature = temperature;
        const [tokens] = randomSentences([length], seed);
        const spans = definition(tagger, tokens);
        fc.pre(!isClose(spans, least));
        const [found] = tagger.findProbable([tokens], least);
        const expected = chosen(spans, least);
        expect(found.map(({ confidence: _, ...span }) => span)).toEqual(
          expected.map(({ confidence: _, ...span }) => span),
        );
        found.forEach(({ confidence }, index) => {
          expect(Math.abs(confidence - expected[index].confidence)).toBeLessThan(ROUNDING);
        });
      },
    ),
    { numRuns: 40 },
  );
});

test.each(['crf', 'softmax'] as const)(
  'a lower limit keeps all entities and adds some, which never overlap, %s',
  (decoder) => {
    const tagger = taggerOf({ decoder });
    const sentences = randomSentences([...new Array(40).fill(12), 0, 1, 90]);
    const limits = [1, 0.9, 0.5, 0.3, 0.1, 0.01, 0.0001, 0];
    const found = limits.map((least) => tagger.findProbable(sentences, least));
    expect(found[0].flat()).toEqual([]);
    expect(found.at(-1)).toEqual(found.at(-2));
    found.forEach((spansOf, index) => {
      for (const [n, spans] of spansOf.entries()) {
        for (const { confidence } of spans) {
          expect(confidence).toBeGreaterThanOrEqual(limits[index]);
          expect(confidence).toBeLessThan(1);
        }
        for (const [at, { end }] of spans.slice(0, -1).entries()) {
          expect(spans[at + 1].start).toBeGreaterThanOrEqual(end);
        }
        if (index > 0) expect(spans).toEqual(expect.arrayContaining(found[index - 1][n]));
      }
    });
    const counts = found.map((spans) => spans.flat().length);
    expect(counts[5]).toBeGreaterThan(counts[3]);
  },
);

test.each(['crf', 'softmax'] as const)(
  'the confidences of tagged entities are the same to the bit, %s',
  (decoder) => {
    const tagger = taggerOf({ decoder });
    tagger.temperature = 0.1;
    const sentences = randomSentences(new Array(60).fill(14));
    const sure = tagger
      .tagWithConfidences(sentences)
      .map((spans) => spans.filter(({ confidence }) => confidence > 0.5));
    expect(sure.flat().length).toBeGreaterThan(20);
    expect(sure.flat().some(({ start, end }) => end - start > 2)).toBe(true);
    tagger.findProbable(sentences, 0.5).forEach((spans, n) => {
      expect(spans).toEqual(expect.arrayContaining(sure[n]));
    });
  },
);

test.each(['crf', 'softmax'] as const)(
  'any number of threads and of sentences in a call finds the same, %s',
  async (decoder) => {
    const threads = watchedThreads(2);
    const [alone, tagger] = [taggerOf({ decoder }), taggerOf({ decoder, threads })];
    const sentences = randomSentences([5, 0, 2049, 1, 33, ...new Array(1100).fill(9)]);
    const expected = alone.findProbable(sentences, 0.2);
    await workUntilShared(threads, () => tagger.findProbable(sentences, 0.2));
    expect(tagger.findProbable(sentences, 0.2)).toEqual(expected);
    const few = sentences.slice(0, 20).flatMap((tokens) => alone.findProbable([tokens], 0.2));
    expect(expected.slice(0, 20)).toEqual(few);
  },
);

test('entities of a long sentence are those of its windows', () => {
  const tagger = taggerOf();
  const [tokens] = randomSentences([2200]);
  const [found] = tagger.findProbable([tokens], 0.3);
  // The second window has 128 tokens in common with the first; they are cut apart in the middle.
  const windows = [tokens.slice(0, 2048), tokens.slice(1920)];
  const [first, second] = tagger.findProbable(windows, 0.3);
  const moved = second.map((span) => ({ ...span, start: span.start + 1920, end: span.end + 1920 }));
  const farFromCut = ({ start, end }: Span) => end < 1940 || start > 2030;
  const expected = [
    ...first.filter(({ end }) => end < 1940),
    ...moved.filter(({ start }) => start > 2030),
  ];
  const far = found.filter(farFromCut);
  expect(far.map(withoutConfidence)).toEqual(expected.map(withoutConfidence));
  expect(moved.filter(farFromCut).length).toBeGreaterThan(10);
  far.forEach(({ confidence }, index) => {
    expect(Math.abs(confidence - expected[index].confidence)).toBeLessThan(ROUNDING);
  });
  expect(found.some((span) => !farFromCut(span))).toBe(true);
});

const withoutConfidence = ({ label, start, end }: Span) => ({ label, start, end });

test('an entity that a softmax tags in a long sentence is found', () => {
  const [tokens] = randomSentences([2052]);
  const crossing = Array.from({ length: 12 }, (_, index) => {
    const tagger = taggerOf({ decoder: 'softmax', types: ['X'], seed: index + 1 });
    const [spans] = tagger.tagWithConfidences([tokens]);
    return { tagger, span: spans.find(({ start, end }) => start < 2048 && end > 2048) };
  }).filter(({ span }) => span !== undefined);
  expect(crossing.length).toBeGreaterThan(0);
  for (const { tagger, span } of crossing) {
    const [found] = tagger.findProbable([tokens], span!.confidence);
    const rivals = found.filter((other) => overlaps(other, span!));
    expect(rivals.length).toBeGreaterThan(0);
    for (const { confidence } of rivals)
      expect(confidence).toBeGreaterThanOrEqual(span!.confidence);
  }
});
