// Confidences and alternatives of a whole tagger, against the sums over all paths of its lattice.
import { afterEach, expect, test } from '@jest/globals';
import type { Span } from '../../../src/corpora/tags.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { crfMarginals } from '../../reference/crf.js';
import { logSumExp } from '../../reference/log-sum-exp.js';
import { pathTerms } from '../../reference/path-terms.js';
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

const contains = (spans: readonly Span[], span: Span) =>
  spans.some(
    ({ label, start, end }) => label === span.label && start === span.start && end === span.end,
  );

test.each([1, 0.5, 3])(
  'a confidence is the share of all label sequences that hold the span, at temperature %f',
  (temperature) => {
    const tagger = taggerOf({ types: ['X'] });
    tagger.temperature = temperature;
    const sentences = randomSentences([1, 2, 3, 4, 5, 5, 4]);
    const spansOf = tagger.tagWithConfidences(sentences);
    expect(spansOf.flat().length).toBeGreaterThan(5);
    sentences.forEach((tokens, n) => {
      const paths = allPaths(latticeOf(tagger, tokens, temperature));
      const logZ = logSumExp(paths.map(({ score }) => score));
      for (const span of spansOf[n]) {
        const holding = paths.filter(({ path }) => contains(tagger.labels.decode(path), span));
        const share = Math.exp(logSumExp(holding.map(({ score }) => score)) - logZ);
        expect(Math.abs(span.confidence - share)).toBeLessThan(2e-6);
      }
    });
  },
);

test('with a softmax, a confidence is the product of the probabilities of its labels', () => {
  const tagger = taggerOf({ decoder: 'softmax' });
  tagger.temperature = 1.5;
  const sentences = randomSentences([7, 5, 9]);
  const spansOf = tagger.tagWithConfidences(sentences);
  expect(spansOf.flat().some(({ start, end }) => end - start > 1)).toBe(true);
  sentences.forEach((tokens, n) => {
    const { L, emissions } = latticeOf(tagger, tokens, 1.5);
    for (const { start, end, confidence } of spansOf[n]) {
      let product = 1;
      for (let t = start; t < end; t++) {
        const row = emissions.subarray(t * L, (t + 1) * L);
        product *= Math.exp(Math.max(...row) - logSumExp(row));
      }
      expect(Math.abs(confidence - product)).toBeLessThan(2e-6);
    }
  });
});

test.each(['crf', 'softmax'] as const)(
  'the probability of a sentence is that of all its labels together, %s',
  (decoder) => {
    const tagger = taggerOf({ types: ['X'], decoder });
    const sentences = [...randomSentences([1, 3, 5]), []];
    const found = tagger.scoreSentences(sentences);
    sentences.slice(0, -1).forEach((tokens, n) => {
      const scores = allPaths(latticeOf(tagger, tokens)).map(({ score }) => score);
      const expected = Math.max(...scores) - logSumExp(scores);
      expect(Math.abs(found[n].logProbability - expected)).toBeLessThan(1e-5);
    });
    expect(found.at(-1)).toEqual({ spans: [], logProbability: 0 });
    expect(found.map(({ spans }) => spans)).toEqual(tagger.tagWithConfidences(sentences));
  },
);

test.each(['crf', 'softmax'] as const)(
  'the spans are those without confidences, at any temperature and with any threads, %s',
  async (decoder) => {
    const threads = watchedThreads(2);
    const [alone, tagger] = [taggerOf({ decoder }), taggerOf({ decoder, threads })];
    const sentences = randomSentences([5, 0, 2049, 1, 33, 0, 17]);
    const many = [...sentences, ...randomSentences(new Array(200).fill(15), 2)];
    const plain = alone.tagSentences(many);
    await workUntilShared(threads, () => tagger.tagWithConfidences(many));
    for (const temperature of [1, 2]) {
      alone.temperature = temperature;
      tagger.temperature = temperature;
      const expected = alone.tagWithConfidences(many);
      expect(expected.map((spans) => spans.map(({ confidence: _, ...span }) => span))).toEqual(
        plain,
      );
      for (const { confidence } of expected.flat()) {
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThan(1);
      }
      for (let call = 0; call < 2; call++)
        expect(tagger.tagWithConfidences(many)).toEqual(expected);
      expect(tagger.scoreSentences(many)).toEqual(alone.scoreSentences(many));
      expect(alone.latticesOf(many).withConfidences(temperature)).toEqual(expected);
    }
  },
);

test('long sentences agree with the sums over the lattice of each window', () => {
  const tagger = taggerOf();
  const [tokens] = randomSentences([2200]);
  const [spans] = tagger.tagWithConfidences([tokens]);
  // The windows have tokens in common, whose entities may be from either.
  for (const [first, last, from, to] of [
    [0, 2048, 0, 1920],
    [1920, 2200, 2048, 2200],
  ]) {
    const { L, emissions, scores } = latticeOf(tagger, tokens.slice(first, last));
    const { marginals, pairwise } = crfMarginals(emissions, scores);
    const within = spans.filter(({ start, end }) => start >= from && end <= to);
    expect(within.length).toBeGreaterThan(10);
    for (const { label, start, end, confidence } of within) {
      const ids = tagger.labels.encode([{ label, start: 0, end: end - start }], end - start);
      const { own, links } = pathTermsOf(ids, start - first);
      const log = links.slice(1).reduce((sum, link) => sum + link, own[own.length - 1]);
      expect(Math.abs(confidence - Math.exp(log))).toBeLessThan(5e-6);
    }
    function pathTermsOf(ids: readonly number[], at: number) {
      return pathTerms(
        { marginals: marginals.subarray(at * L), pairwise: pairwise.subarray(at * L * L) },
        ids,
        L,
      );
    }
  }
});

test.each(['crf', 'softmax'] as const)(
  'alternatives are the best label sequences, %s',
  (decoder) => {
    const tagger = taggerOf({ types: ['X'], decoder });
    tagger.temperature = 1.3;
    const sentences = randomSentences([1, 2, 4, 5]);
    const found = tagger.findAlternatives(sentences, 12);
    sentences.forEach((tokens, n) => {
      const paths = allPaths(latticeOf(tagger, tokens, 1.3)).sort((a, b) => b.score - a.score);
      const logZ = logSumExp(paths.map(({ score }) => score));
      const legal = paths.filter(({ score }) => score > Number.NEGATIVE_INFINITY).slice(0, 12);
      expect(found[n]).toHaveLength(legal.length);
      found[n].forEach(({ probability, spans }, rank) => {
        expect(spans).toEqual(tagger.labels.decode(legal[rank].path));
        expect(Math.abs(probability - Math.exp(legal[rank].score - logZ))).toBeLessThan(2e-6);
      });
    });
  },
);

test('the first alternative is the tagging, and parts of a long sentence are combined', () => {
  const tagger = taggerOf();
  const sentences = [[], ...randomSentences([2100, 40])];
  const spans = tagger.tagSentences(sentences);
  const found = tagger.findAlternatives(sentences, 5);
  expect(found.map(([first]) => first.spans)).toEqual(spans);
  expect(found[0]).toEqual([{ probability: 1, spans: [] }]);
  for (const alternatives of found.slice(1)) {
    expect(alternatives).toHaveLength(5);
    const probabilities = alternatives.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    const distinct = new Set(alternatives.map((alternative) => JSON.stringify(alternative.spans)));
    expect(distinct.size).toBe(5);
  }
});

test('a decoder without other ways has few alternatives', () => {
  const tagger = taggerOf({ types: ['X'] });
  const [alternatives] = tagger.findAlternatives([['a']], 100);
  // O and S are all that one token can be.
  expect(alternatives).toHaveLength(2);
  const sum = alternatives.reduce((total, { probability }) => total + probability, 0);
  expect(sum).toBeCloseTo(1, 5);
});

test('both readings of a place have the share of the label sequences that hold them', () => {
  const tagger = taggerOf({ types: ['X', 'Y'] });
  tagger.temperature = 1.4;
  const [tokens] = randomSentences([4]);
  const [spans] = tagger.tagSentences([tokens]);
  const reading: Span[] = [{ label: 'Y', start: 1, end: 3 }];
  const places = [
    { start: 0, end: 4 },
    { start: 1, end: 3 },
  ].filter(({ start, end }) =>
    spans.every((span) => span.end <= start || span.start >= end || span.start >= start),
  );
  const [found] = tagger.scoreReadings([{ tokens, spans: reading, places }]);
  const paths = allPaths(latticeOf(tagger, tokens, 1.4));
  const logZ = logSumExp(paths.map(({ score }) => score));
  const shareOf = (ids: readonly number[], { start, end }: (typeof places)[number]) => {
    const holding = paths.filter(({ path }) =>
      path.slice(start, end).every((label, t) => label === ids[start + t]),
    );
    return Math.exp(logSumExp(holding.map(({ score }) => score)) - logZ);
  };
  places.forEach((place, index) => {
    const [tagged, read] = [spans, reading].map((one) => tagger.labels.encode(one, tokens.length));
    expect(Math.abs(found![index].tagged - shareOf(tagged, place))).toBeLessThan(2e-6);
    expect(Math.abs(found![index].read - shareOf(read, place))).toBeLessThan(2e-6);
  });
  expect(places.length).toBeGreaterThan(0);
});

test('a sentence that is tagged in parts has no other reading', () => {
  const tagger = taggerOf();
  const [tokens] = randomSentences([2100]);
  expect(tagger.scoreReadings([{ tokens, spans: [], places: [{ start: 0, end: 1 }] }])).toEqual([
    undefined,
  ]);
});
