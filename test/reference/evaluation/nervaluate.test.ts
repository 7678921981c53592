// Examples are those of nervaluate's README and tests, whose ends of entities are inclusive.
import { expect, test } from '@jest/globals';
import type { Entity } from './entity.js';
import {
  NERVALUATE_SCHEMAS,
  type NervaluateFigures,
  type NervaluateFiguresBySchema,
  nervaluate,
} from './nervaluate.js';

/** Entities in a text such as `PER 2-4, LOC 6-6`, with inclusive ends. */
function entities(text: string): Entity[] {
  return [...text.matchAll(/(?<type>\w+) (?<start>\d+)-(?<end>\d+)/g)].map(({ groups }) => ({
    type: groups!.type,
    start: Number(groups!.start),
    end: Number(groups!.end) + 1,
  }));
}

/** Counts of correct, incorrect, partial, missed and spurious in each schema. */
function countsOf(figures: NervaluateFiguresBySchema) {
  return Object.fromEntries(
    NERVALUATE_SCHEMAS.map((schema) => {
      const { correct, incorrect, partial, missed, spurious } = figures[schema];
      return [schema, [correct, incorrect, partial, missed, spurious].join(' ')];
    }),
  );
}

function figuresOf({ possible, actual, precision, recall, f1 }: NervaluateFigures) {
  return { possible, actual, precision, recall, f1 };
}

function overallOf(gold: string, predicted: string) {
  return nervaluate([entities(gold)], [entities(predicted)]).overall;
}

// The table of scenarios in the README, in its columns: ent_type, partial, exact, strict.
test.each([
  { scenario: 'III', gold: 'BRAND 1-1', predicted: '', outcomes: 'MIS MIS MIS MIS' },
  { scenario: 'II', gold: '', predicted: 'BRAND 1-1', outcomes: 'SPU SPU SPU SPU' },
  { scenario: 'V', gold: 'DRUG 1-1', predicted: 'DRUG 0-1', outcomes: 'COR PAR INC INC' },
  { scenario: 'IV', gold: 'DRUG 1-1', predicted: 'BRAND 1-1', outcomes: 'INC COR COR INC' },
  { scenario: 'I', gold: 'DRUG 1-1', predicted: 'DRUG 1-1', outcomes: 'COR COR COR COR' },
  { scenario: 'VI', gold: 'GROUP 1-1', predicted: 'DRUG 0-1', outcomes: 'INC PAR INC INC' },
])('scenario $scenario is $outcomes', ({ gold, predicted, outcomes }) => {
  const figures = overallOf(gold, predicted);
  const names = ['correct', 'incorrect', 'partial', 'missed', 'spurious'] as const;
  const found = (['ent_type', 'partial', 'exact', 'strict'] as const).map((schema) =>
    names.filter((name) => figures[schema][name] > 0).map((name) => name.slice(0, 3)),
  );
  expect(found.join(' ').toUpperCase()).toBe(outcomes);
});

test('the table of the README, with the entities of test_compute_metrics_case_1', () => {
  const gold = 'PER 59-69, LOC 127-134, LOC 164-174, LOC 197-205, LOC 208-219, MISC 230-240';
  const predicted = 'PER 24-30, LOC 124-134, PER 164-174, LOC 197-205, LOC 208-219, LOC 225-243';
  const figures = overallOf(gold, predicted);
  expect(countsOf(figures)).toEqual({
    strict: '2 3 0 1 1',
    exact: '3 2 0 1 1',
    partial: '3 0 2 1 1',
    ent_type: '3 2 0 1 1',
  });
  const same = (x: number) => ({ possible: 6, actual: 6, precision: x, recall: x, f1: x });
  expect(figuresOf(figures.strict)).toEqual(same(2 / 6));
  expect(figuresOf(figures.exact)).toEqual(same(3 / 6));
  expect(figuresOf(figures.partial)).toEqual(same(4 / 6));
  expect(figuresOf(figures.ent_type)).toEqual(same(3 / 6));
});

// README of 1.0.0. Its table gives partial an F1 of 0.40, without the half credit of its formulas.
const readmeGold = ['PER 1-2, ORG 6-7', 'LOC 1-1, PER 2-3, DATE 6-6'].map(entities);
const readmePredicted = ['PER 2-3, ORG 6-7', 'LOC 1-2, PER 3-3, DATE 6-6'].map(entities);

test('the overall table of the README, with half credit for partial matches', () => {
  const { overall } = nervaluate(readmeGold, readmePredicted);
  expect(countsOf(overall)).toEqual({
    ent_type: '5 0 0 0 0',
    exact: '2 3 0 0 0',
    partial: '2 0 3 0 0',
    strict: '2 3 0 0 0',
  });
  expect(NERVALUATE_SCHEMAS.map((schema) => overall[schema].f1.toFixed(2))).toEqual([
    '0.40',
    '0.40',
    '0.70',
    '1.00',
  ]);
});

test('the strict table by type of the README', () => {
  const { byType } = nervaluate(readmeGold, readmePredicted);
  expect(
    [...byType].map(([type, figures]) => [type, countsOf(figures).strict, figures.strict.f1]),
  ).toEqual([
    ['DATE', '1 0 0 0 0', 1],
    ['LOC', '0 1 0 0 0', 0],
    ['ORG', '1 0 0 0 0', 1],
    ['PER', '0 2 0 0 0', 0],
  ]);
});

// tests/test_strategies.py: the entities of TREATY are nested, with a DATE after them.
const SENTENCE = 'PER 1-2, ORG 6-7';
const TREATY = 'EVENT 4-37, EVENT 4-24, LOCATION 14-24, DATE 51-55';

test.each([
  { test: 'test_missed_entity', gold: SENTENCE, predicted: 'PER 1-2', counts: ['1 0 0 1 0'] },
  {
    test: 'test_wrong_label',
    gold: SENTENCE,
    predicted: 'PER 1-2, LOC 6-7',
    counts: ['1 1 0 0 0', '2 0 0 0 0', '2 0 0 0 0', '1 1 0 0 0'],
  },
  {
    test: 'test_wrong_boundary',
    gold: SENTENCE,
    predicted: 'PER 1-2, LOC 6-6',
    counts: ['1 1 0 0 0', '1 1 0 0 0', '1 0 1 0 0', '1 1 0 0 0'],
  },
  {
    test: 'test_shifted_boundary',
    gold: SENTENCE,
    predicted: 'PER 1-2, LOC 7-7',
    counts: ['1 1 0 0 0', '1 1 0 0 0', '1 0 1 0 0', '1 1 0 0 0'],
  },
  {
    test: 'test_extra_entity',
    gold: SENTENCE,
    predicted: 'PER 1-2, PER 4-4, LOC 6-7',
    counts: ['1 1 0 0 1', '2 0 0 0 1', '2 0 0 0 1', '1 1 0 0 1'],
  },
  { test: 'test_perfect_match_nested', gold: TREATY, predicted: TREATY, counts: ['4 0 0 0 0'] },
  {
    test: 'test_missed_entity_nested',
    gold: TREATY,
    predicted: 'EVENT 4-24, LOCATION 14-24, DATE 51-55',
    counts: ['3 0 0 1 0'],
  },
  {
    test: 'test_wrong_label_nested',
    gold: TREATY,
    predicted: 'EVENT 4-37, DATE 4-24, LOCATION 14-24, DATE 51-55',
    counts: ['3 1 0 0 0', '4 0 0 0 0', '4 0 0 0 0', '3 1 0 0 0'],
  },
  {
    test: 'test_wrong_boundary_nested',
    gold: TREATY,
    predicted: 'EVENT 4-37, EVENT 4-30, LOCATION 14-24, DATE 51-55',
    counts: ['3 1 0 0 0', '3 1 0 0 0', '3 0 1 0 0', '4 0 0 0 0'],
  },
])('$test of test_strategies.py', ({ gold, predicted, counts }) => {
  const [strict, exact = strict, partial = strict, entType = strict] = counts;
  const expected = { strict, exact, partial, ent_type: entType };
  expect(countsOf(overallOf(gold, predicted))).toEqual(expected);
});

// test_partial_evaluation_with_min_overlap, test_strict_evaluation_with_min_overlap and their like.
test.each([
  { predicted: 'PER 0-4', percentage: 50, partial: '0 0 1 0 0', entType: '1 0 0 0 0' },
  { predicted: 'PER 0-2', percentage: 50, partial: '0 0 0 1 1', entType: '0 0 0 1 1' },
  { predicted: 'PER 0-9', percentage: 50, partial: '1 0 0 0 0', entType: '1 0 0 0 0' },
  { predicted: 'PER 0-6', percentage: 75, partial: '0 0 0 1 1', entType: '0 0 0 1 1' },
  { predicted: 'PER 0-7', percentage: 75, partial: '0 0 1 0 0', entType: '1 0 0 0 0' },
  { predicted: 'ORG 0-6', percentage: 50, partial: '0 0 1 0 0', entType: '0 1 0 0 0' },
])(
  '$predicted for PER 0-9 with an overlap of $percentage',
  ({ predicted, percentage, partial, entType }) => {
    const { overall } = nervaluate([entities('PER 0-9')], [entities(predicted)], {
      minimumOverlapPercentage: percentage,
    });
    const counts = countsOf(overall);
    expect(counts.partial).toBe(partial);
    expect(counts.ent_type).toBe(entType);
  },
);

test('precision is by predicted and recall by gold entities', () => {
  const { strict } = overallOf('PER 1-1, LOC 3-3, LOC 5-5, LOC 7-7', 'PER 1-1, ORG 9-9');
  const expected = { possible: 4, actual: 2, precision: 1 / 2, recall: 1 / 4, f1: 1 / 3 };
  expect(figuresOf(strict)).toEqual(expected);
});

test('a token of 100 is an overlap and a token of 101 is none', () => {
  expect(countsOf(overallOf('PER 0-99', 'PER 99-105')).partial).toBe('0 0 1 0 0');
  expect(countsOf(overallOf('PER 0-100', 'PER 100-105')).partial).toBe('0 0 0 1 1');
});

test('neighbors do not overlap', () => {
  expect(countsOf(overallOf('PER 1-1', 'PER 2-2')).ent_type).toBe('0 0 0 1 1');
});

test('a prediction takes one of the gold entities that it overlaps', () => {
  expect(countsOf(overallOf('PER 2-4, LOC 5-7', 'PER 3-6'))).toEqual({
    strict: '0 1 0 1 0',
    exact: '0 1 0 1 0',
    partial: '0 0 1 1 0',
    ent_type: '1 0 0 1 0',
  });
});

test('a gold entity is taken by the first prediction that overlaps it', () => {
  expect(countsOf(overallOf('PER 2-6', 'LOC 2-3, PER 5-6')).ent_type).toBe('0 1 0 0 1');
});

// If it took the first one, the second prediction would be correct too.
test('ent_type takes the nearest gold entity of the type', () => {
  expect(countsOf(overallOf('PER 0-0, PER 1-4', 'PER 0-3, PER 4-5')).ent_type).toBe('1 0 0 1 1');
});

// Notes of the README: "in both cases we only scored against the true entity". Not since 1.0.
test('by type, a wrong type is missed for the gold type and spurious for the other', () => {
  const { byType } = nervaluate([entities('PER 59-69')], [entities('LOC 59-69')]);
  expect(countsOf(byType.get('PER')!).strict).toBe('0 0 0 1 0');
  expect(countsOf(byType.get('LOC')!).strict).toBe('0 0 0 0 1');
});

// test_evaluator_with_invalid_tags.
test('entities of other types than those asked for are ignored', () => {
  const [gold, predicted] = [[entities('PER 1-1, LOC 3-3')], [entities('PER 1-1, ORG 3-3')]];
  const { overall, byType } = nervaluate(gold, predicted, { types: ['PER', 'INVALID'] });
  expect(countsOf(overall).strict).toBe('1 0 0 0 0');
  expect([...byType.keys()]).toEqual(['PER']);
});

test.each([
  { name: 'no sentences', sentences: [] },
  { name: 'one empty sentence', sentences: [[]] },
])('figures of $name are 0', ({ sentences }) => {
  const { overall, byType } = nervaluate(sentences, sentences);
  expect(countsOf(overall).partial).toBe('0 0 0 0 0');
  const zero = { possible: 0, actual: 0, precision: 0, recall: 0, f1: 0 };
  expect(figuresOf(overall.partial)).toEqual(zero);
  expect(byType.size).toBe(0);
});

test('columns of different lengths are refused', () => {
  expect(() => nervaluate([[]], [])).toThrow('expected 1 predicted sentences, found 0');
});

// test_minimum_overlap_percentage_validation.
test.each([0.5, 101, -5, NaN])('an overlap of %d percent is refused', (percentage) => {
  expect(() => nervaluate([], [], { minimumOverlapPercentage: percentage })).toThrow(
    `expected an overlap from 1 to 100, found ${percentage}`,
  );
});
