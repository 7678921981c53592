// The engine's scores against a second implementation that shares nothing with it.
import { expect, test } from '@jest/globals';
import { spansOf } from '../../src/corpora/tags.js';
import { BREAKDOWNS, type BreakdownName } from '../../src/evaluation/breakdowns.js';
import { compareF1 } from '../../src/evaluation/compare.js';
import { macroFigures, typeCounts, weightedFigures } from '../../src/evaluation/figures.js';
import { createJudge, type Judgment } from '../../src/evaluation/judge.js';
import { ERROR_KINDS } from '../../src/evaluation/pair-entities.js';
import { rowOf } from '../../src/evaluation/row-names.js';
import { f1, precision, recall } from '../../src/evaluation/score.js';
import { SEMEVAL_MODES } from '../../src/evaluation/semeval.js';
import { createRandom } from '../../src/tensors/random.js';
import { approximateRandomization } from '../reference/evaluation/approximate-randomization.js';
import { conlleval, type TaggedSentence } from '../reference/evaluation/conlleval.js';
import { countEntities } from '../reference/evaluation/counts.js';
import type { Entity } from '../reference/evaluation/entity.js';
import { nervaluate } from '../reference/evaluation/nervaluate.js';
import { randomSentences } from '../reference/evaluation/random-tags.js';
import { seqevalReport } from '../reference/evaluation/seqeval.js';
import { randomNumbers } from '../reference/random.js';

const TYPES = ['PER', 'LOC', 'ORG'];
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

function judge(sentences: readonly TaggedSentence[]): Judgment {
  const judged = createJudge({ scheme: 'IOB2', mostErrors: 1000 });
  for (const { gold, predicted } of sentences) {
    const tokens = gold.map((_, index) => `token${index}`);
    judged.add({ tokens, gold: spansOf(gold), predicted: spansOf(predicted), line: 1 });
  }
  return judged.finish();
}

/** Predicted tags differ from gold ones in about half of the places, so that every kind of error occurs. */
const corpusOf = (seed: number) =>
  [1, 2, 3, 4].flatMap((part) => randomSentences(randomNumbers(100 * seed + part), 'BIO', TYPES));

const entitiesOf = (tags: readonly string[]): Entity[] =>
  spansOf(tags).map(({ label, start, end }) => ({ type: label, start, end }));

test.each(seeds)('corpus %i: counts by type are conlleval’s', (seed) => {
  const sentences = corpusOf(seed);
  const { counts, types, tokenCount, correctTagCount } = judge(sentences);
  const expected = conlleval(sentences);
  expect({ tokenCount, overall: counts.totalOf(rowOf.overall) }).toEqual({
    tokenCount: expected.tokenCount,
    overall: expected.overall,
  });
  expect(Object.fromEntries(types.map((type) => [type, counts.totalOf(rowOf.type(type))]))).toEqual(
    Object.fromEntries(expected.byType),
  );
  expect(correctTagCount).toBeLessThanOrEqual(tokenCount);
});

test.each(seeds)('corpus %i: macro and weighted averages are seqeval’s', (seed) => {
  const sentences = corpusOf(seed);
  const { counts, types } = judge(sentences);
  const tags = (side: 'gold' | 'predicted') => sentences.map((sentence) => sentence[side]);
  const { macro, weighted } = seqevalReport(tags('gold'), tags('predicted'));
  const rows = typeCounts(counts, types);
  const percent = (figures: { precision: number; recall: number; f1: number }) =>
    [figures.precision, figures.recall, figures.f1].map((value) => 100 * value);
  const ours = [macroFigures(rows), weightedFigures(rows)].flatMap((figures) => [
    figures.precision,
    figures.recall,
    figures.f1,
  ]);
  const theirs = [...percent(macro), ...percent(weighted)];
  // Sums in another order.
  ours.forEach((figure, index) => {
    expect(figure).toBeCloseTo(theirs[index], 10);
  });
});

test.each(seeds)('corpus %i: outcomes in the modes of SemEval are nervaluate’s', (seed) => {
  const sentences = corpusOf(seed);
  const { counts, outcomes } = judge(sentences);
  const { overall, byType } = nervaluate(
    sentences.map(({ gold }) => entitiesOf(gold)),
    sentences.map(({ predicted }) => entitiesOf(predicted)),
  );
  for (const [type, expected] of [['', overall] as const, ...byType]) {
    for (const mode of SEMEVAL_MODES) {
      const figures = expected[mode === 'type' ? 'ent_type' : mode];
      expect({ type, mode, ...outcomes.get(type)?.[mode] }).toEqual({
        type,
        mode,
        correct: figures.correct,
        incorrect: figures.incorrect,
        partial: figures.partial,
        missed: figures.missed,
        spurious: figures.spurious,
      });
      const row = counts.totalOf(rowOf.mode(mode, type));
      expect([row.gold, row.predicted]).toEqual([figures.possible, figures.actual]);
      expect(f1(row) / 100).toBeCloseTo(figures.f1, 12);
      expect(precision(row) / 100).toBeCloseTo(figures.precision, 12);
      expect(recall(row) / 100).toBeCloseTo(figures.recall, 12);
    }
  }
});

test.each(seeds)('corpus %i: each breakdown divides all entities', (seed) => {
  const { counts } = judge(corpusOf(seed));
  for (const name of ['entityLength', 'sentenceLength', 'shape'] as const) {
    const sum = { gold: 0, predicted: 0, correct: 0 };
    for (const group of BREAKDOWNS[name as BreakdownName].groups) {
      const row = counts.totalOf(rowOf.group(name, group));
      sum.gold += row.gold;
      sum.predicted += row.predicted;
      sum.correct += row.correct;
    }
    expect({ name, ...sum }).toEqual({ name, ...counts.totalOf(rowOf.overall) });
  }
});

test.each(seeds)('corpus %i: errors and the confusion matrix account for all entities', (seed) => {
  const { counts, confusion, errors } = judge(corpusOf(seed));
  const { gold, predicted, correct } = counts.totalOf(rowOf.overall);
  const pairs = [...confusion].flatMap(([goldType, row]) =>
    [...row].map(([predictedType, count]) => ({ goldType, predictedType, count })),
  );
  const sum = (kept: typeof pairs) => kept.reduce((total, { count }) => total + count, 0);
  expect(sum(pairs.filter(({ goldType }) => goldType !== ''))).toBe(gold);
  expect(sum(pairs.filter(({ predictedType }) => predictedType !== ''))).toBe(predicted);
  const total = ERROR_KINDS.reduce((count, kind) => count + errors.counts[kind], 0);
  expect(sum(pairs)).toBe(total + correct);
  expect(errors.first.length).toBe(total);
});

test.each(seeds)('corpora %i: the p-value is that of approximate randomization', (seed) => {
  const sentences = randomSentences(randomNumbers(seed), 'BIO', TYPES);
  const random = randomNumbers(seed + 1000);
  const other = sentences.map(({ gold, predicted }) => ({
    gold,
    predicted: predicted.map((tag, index) => (random.integer(3) === 0 ? gold[index] : tag)),
  }));
  const countsOf = (corpus: readonly TaggedSentence[]) =>
    corpus.map(({ gold, predicted }) => countEntities(entitiesOf(gold), entitiesOf(predicted)));
  const expected = approximateRandomization(countsOf(sentences), countsOf(other), {
    shuffleCount: 10_000,
    seed,
  });
  const draw = createRandom(seed).below;
  const { difference, pValue } = compareF1(
    judge(sentences).counts,
    judge(other).counts,
    rowOf.overall,
    draw,
  );
  expect(difference / 100).toBeCloseTo(expected.difference, 12);
  expect(expected.isExact).toBe(true);
  expect(pValue).toBe(expected.pValue);
});

test('shuffles come near the exact p-value when there are too many sentences to try all', () => {
  const corpus = seeds.flatMap(corpusOf);
  const random = randomNumbers(7);
  const other = corpus.map(({ gold, predicted }) => ({
    gold,
    predicted: predicted.map((tag, index) => (random.integer(6) === 0 ? gold[index] : tag)),
  }));
  const countsOf = (sentences: readonly TaggedSentence[]) =>
    sentences.map(({ gold, predicted }) => countEntities(entitiesOf(gold), entitiesOf(predicted)));
  const expected = approximateRandomization(countsOf(corpus), countsOf(other), {
    shuffleCount: 2_000,
    seed: 1,
  });
  const { pValue } = compareF1(
    judge(corpus).counts,
    judge(other).counts,
    rowOf.overall,
    createRandom(1).below,
  );
  expect(expected.isExact).toBe(false);
  // Four standard deviations of 2,000 shuffles.
  const tolerance = 4 * Math.sqrt((expected.pValue * (1 - expected.pValue)) / 2_000) + 1e-3;
  expect(Math.abs(pValue - expected.pValue)).toBeLessThan(tolerance);
});
