// Ensembles against the float64 reference: the means of the members' marginals, the best legal path
// over their logarithms, and the probabilities of its entities.
import { afterEach, expect, test } from '@jest/globals';
import type { Tagger } from '../../src/model/tagger.js';
import { crfDecode, crfMarginals } from '../reference/crf.js';
import { logSumExp } from '../reference/log-sum-exp.js';
import { type RandomEnsembleOptions, randomEnsemble } from './random-ensemble.js';
import { constraintsOf } from './reference-tagger.js';
import { watchedThreads, workUntilShared } from './tagging/idle-clock.js';
import { allPaths, latticeOf, randomSentences } from './tagging/lattice.js';

const taggers: Tagger[] = [];
afterEach(() => {
  for (const tagger of taggers.splice(0)) tagger.threads.stop();
});

function ensembleOf(options: RandomEnsembleOptions = {}, commonWords = 0) {
  const ensemble = randomEnsemble(options, commonWords);
  taggers.push(ensemble.tagger, ...ensemble.members);
  return ensemble;
}

/** (T, L): the mean over the members, in float64. */
function referenceMeans(members: readonly Tagger[], tokens: readonly string[]): Float64Array {
  const all = members.map((member) => {
    const { L, emissions, scores } = latticeOf(member, tokens, member.temperature);
    if (member.content.config.decoder === 'crf') return crfMarginals(emissions, scores).marginals;
    return emissions.map((score, place) => {
      const row = emissions.subarray(place - (place % L), place - (place % L) + L);
      return Math.exp(score - logSumExp(row));
    });
  });
  return all[0].map((_, place) => all.reduce((sum, one) => sum + one[place], 0) / all.length);
}

/** What paths score that may be illegal. */
function legalScores({ labels }: Tagger) {
  const { transitions, start, end } = constraintsOf(labels);
  const score = (isAllowed: readonly boolean[]) =>
    Float64Array.from(isAllowed, (allowed) => (allowed ? 0 : Number.NEGATIVE_INFINITY));
  return { transitions: score(transitions), start: score(start), end: score(end) };
}

const lengths = [1, 2, 3, 9, 17, 30];

test.each([
  { name: 'crf', options: {} },
  { name: 'softmax', options: { decoder: 'softmax' } as const },
  { name: 'of two members', options: { memberCount: 2, seed: 5 } },
  { name: 'with vectors and characters', options: { vectorWords: ['unseen'], characters: ['B'] } },
])('the marginals are the means of those of the members, $name', ({ options }) => {
  const { tagger, members } = ensembleOf(options);
  const sentences = randomSentences(lengths);
  const found = tagger.marginalsOf(sentences);
  sentences.forEach((tokens, n) => {
    const means = referenceMeans(members, tokens);
    expect(found[n]).toHaveLength(means.length);
    means.forEach((mean, place) => {
      expect(Math.abs(found[n][place] - mean)).toBeLessThan(2e-6);
    });
  });
});

test.each(['crf', 'softmax'] as const)(
  'the tags are the best legal path over the logarithms of the means, %s',
  (decoder) => {
    const { tagger, members } = ensembleOf({ decoder });
    const sentences = randomSentences(lengths);
    const scores = legalScores(tagger);
    const expected = sentences.map((tokens) => {
      const logs = referenceMeans(members, tokens).map(Math.log);
      return tagger.labels.decode(crfDecode(logs, scores).path);
    });
    expect(tagger.tagSentences(sentences)).toEqual(expected);
    expect(expected.flat().length).toBeGreaterThan(3);
    // No member finds the same.
    for (const member of members) expect(member.tagSentences(sentences)).not.toEqual(expected);
  },
);

test.each([1, 2.5])(
  'a confidence is the share of the legal label sequences that hold the span, at temperature %f',
  (temperature) => {
    const { tagger, members } = ensembleOf({ types: ['X'] });
    tagger.temperature = temperature;
    const sentences = randomSentences([1, 2, 3, 4, 5, 5, 4]);
    const spansOf = tagger.tagWithConfidences(sentences);
    expect(spansOf.flat().length).toBeGreaterThan(3);
    sentences.forEach((tokens, n) => {
      const logs = referenceMeans(members, tokens).map((mean) => Math.log(mean) / temperature);
      const L = tagger.labels.tags.length;
      const paths = allPaths({ L, emissions: logs, scores: legalScores(tagger) });
      const logZ = logSumExp(paths.map(({ score }) => score));
      for (const { label, start, end, confidence } of spansOf[n]) {
        const holding = paths.filter(({ path }) =>
          tagger.labels
            .decode(path)
            .some((span) => span.label === label && span.start === start && span.end === end),
        );
        const share = Math.exp(logSumExp(holding.map(({ score }) => score)) - logZ);
        expect(Math.abs(confidence - share)).toBeLessThan(5e-6);
      }
    });
  },
);

test('all ways of asking give the same entities', () => {
  const { tagger } = ensembleOf();
  tagger.temperature = 1.5;
  const sentences = randomSentences([4, 9, 9, 12]);
  const spans = tagger.tagSentences(sentences);
  const scored = tagger.tagWithConfidences(sentences);
  expect(scored.map((found) => found.map(({ confidence: _, ...span }) => span))).toEqual(spans);
  expect(tagger.latticesOf(sentences).withConfidences(1.5)).toEqual(scored);
  expect(tagger.findAlternatives(sentences, 1).map(([first]) => first.spans)).toEqual(spans);
  const probable = tagger.findProbable(sentences, 0.5);
  const likely = scored.map((found) => found.filter(({ confidence }) => confidence >= 0.5));
  expect(probable).toEqual(likely);
});

test('an ensemble of one network tags as the network does', () => {
  const { tagger, members } = ensembleOf({ memberCount: 1 });
  const sentences = randomSentences(lengths);
  expect(tagger.tagWithConfidences(sentences)).toEqual(members[0].tagWithConfidences(sentences));
});

test('words whose rows are equal in all members come last', () => {
  const { tagger, members } = ensembleOf({ words: ['a', 'b', 'c', 'B'] }, 2);
  expect(tagger.content.words).toEqual(['', 'c', 'B', 'a', 'b']);
  const sentences = randomSentences(lengths);
  const found = tagger.marginalsOf(sentences);
  sentences.forEach((tokens, n) => {
    const means = referenceMeans(members, tokens);
    means.forEach((mean, place) => {
      expect(Math.abs(found[n][place] - mean)).toBeLessThan(2e-6);
    });
  });
});

test('several threads give the same as one', async () => {
  const threads = watchedThreads(2);
  const { tagger } = ensembleOf({ threads, characters: ['a', 'b'] });
  const alone = ensembleOf({ characters: ['a', 'b'] }).tagger;
  const sentences = randomSentences(Array.from({ length: 300 }, (_, n) => 1 + (n % 40)));
  const expected = alone.tagWithConfidences(sentences);
  await workUntilShared(threads, () => {
    expect(tagger.tagWithConfidences(sentences)).toEqual(expected);
  });
});
