// Examples are those of SeqScore 0.7.0: its README, samples and tests.
import { expect, test } from '@jest/globals';
import { randomNumbers } from '../random.js';
import { conllevalEntities } from './conlleval.js';
import { randomSentences } from './random-tags.js';
import {
  entitiesUnder,
  illegalTransitionCount,
  type RepairPolicy,
  repairTags,
  scoreUnder,
} from './repair.js';

// tests/test_validation.py, BIO_REPAIRS.
test.each([
  { tags: 'I-PER', illegal: 1, begin: 'B-PER', discard: 'O' },
  { tags: 'I-PER I-PER', illegal: 1, begin: 'B-PER I-PER', discard: 'O O' },
  { tags: 'O I-PER I-PER', illegal: 1, begin: 'O B-PER I-PER', discard: 'O O O' },
  { tags: 'B-ORG I-PER I-PER', illegal: 1, begin: 'B-ORG B-PER I-PER', discard: 'B-ORG O O' },
  { tags: 'I-ORG I-PER I-PER', illegal: 2, begin: 'B-ORG B-PER I-PER', discard: 'O O O' },
  {
    tags: 'O I-ORG I-PER I-ORG',
    illegal: 3,
    begin: 'O B-ORG B-PER B-ORG',
    discard: 'O O O O',
  },
  {
    tags: 'O B-ORG B-PER I-PER',
    illegal: 0,
    begin: 'O B-ORG B-PER I-PER',
    discard: 'O B-ORG B-PER I-PER',
  },
])('$tags of IOB2 has $illegal illegal transitions', ({ tags, illegal, begin, discard }) => {
  expect(illegalTransitionCount(tags.split(' '))).toBe(illegal);
  expect(repairTags(tags.split(' '), 'begin').join(' ')).toBe(begin);
  expect(repairTags(tags.split(' '), 'discard').join(' ')).toBe(discard);
});

// tests/test_validation.py, IOB_REPAIRS.
test.each([
  { tags: 'B-PER', illegal: 1, begin: 'I-PER' },
  { tags: 'B-PER I-PER', illegal: 1, begin: 'I-PER I-PER' },
  { tags: 'O B-PER I-PER', illegal: 1, begin: 'O I-PER I-PER' },
  { tags: 'B-ORG B-PER I-PER', illegal: 2, begin: 'I-ORG I-PER I-PER' },
  { tags: 'I-ORG B-PER I-PER', illegal: 1, begin: 'I-ORG I-PER I-PER' },
  { tags: 'O I-ORG B-PER I-ORG', illegal: 1, begin: 'O I-ORG I-PER I-ORG' },
  { tags: 'O B-ORG B-PER I-PER', illegal: 2, begin: 'O I-ORG I-PER I-PER' },
  { tags: 'O B-ORG B-ORG I-PER', illegal: 1, begin: 'O I-ORG B-ORG I-PER' },
])('$tags of IOB1 has $illegal illegal transitions', ({ tags, illegal, begin }) => {
  expect(illegalTransitionCount(tags.split(' '), 'IOB1')).toBe(illegal);
  expect(repairTags(tags.split(' '), 'begin', 'IOB1').join(' ')).toBe(begin);
});

// samples/reference.bio, invalid.bio and predicted.bio; the scores are in the README and
// reference_*_score.txt.
const outside = ['O', 'O', 'O', 'O', 'O'];
const reference = [
  outside,
  ['B-ORG', 'I-ORG', 'I-ORG', 'O', 'O', 'B-LOC', 'I-LOC', 'O', 'B-LOC', 'O'],
];
const invalid = [
  outside,
  ['I-ORG', 'I-ORG', 'I-ORG', 'O', 'O', 'B-LOC', 'I-LOC', 'O', 'B-LOC', 'O'],
];
const predicted = [
  outside,
  ['B-ORG', 'I-ORG', 'I-ORG', 'O', 'O', 'B-LOC', 'B-LOC', 'O', 'B-LOC', 'O'],
];

test.each([
  { name: 'invalid.bio', tags: invalid, policy: 'begin', figures: '100.00 100.00 100.00 3 3 3' },
  {
    name: 'invalid.bio',
    tags: invalid,
    policy: 'conlleval',
    figures: '100.00 100.00 100.00 3 3 3',
  },
  { name: 'invalid.bio', tags: invalid, policy: 'discard', figures: '100.00 66.67 80.00 3 2 2' },
  { name: 'predicted.bio', tags: predicted, policy: 'begin', figures: '50.00 66.67 57.14 3 4 2' },
  { name: 'predicted.bio', tags: predicted, policy: 'discard', figures: '50.00 66.67 57.14 3 4 2' },
] as const)('$name under $policy scores $figures', ({ tags, policy, figures }) => {
  const score = scoreUnder(policy, reference, tags);
  const percentages = [score.precision, score.recall, score.f1].map((x) => (100 * x).toFixed(2));
  expect([...percentages, score.gold, score.predicted, score.correct].join(' ')).toBe(figures);
});

// tests/conll_annotation/invalid2.bio.
test('an I of another type ends an entity under each policy and starts one under two', () => {
  const tags = ['B-ORG', 'I-ORG', 'I-LOC', 'O'];
  const organization = { type: 'ORG', start: 0, end: 2 };
  const location = { type: 'LOC', start: 2, end: 3 };
  expect(entitiesUnder('discard', tags)).toEqual([organization]);
  expect(entitiesUnder('begin', tags)).toEqual([organization, location]);
  expect(entitiesUnder('conlleval', tags)).toEqual([organization, location]);
});

test('begin has the entities of conlleval.pl for random tags', () => {
  const random = randomNumbers(3);
  for (let round = 0; round < 500; round++) {
    for (const { gold } of randomSentences(random, 'IOB')) {
      expect(entitiesUnder('begin', gold)).toEqual(entitiesUnder('conlleval', gold));
      expect(conllevalEntities(repairTags(gold, 'begin', 'IOB1'))).toEqual(conllevalEntities(gold));
    }
  }
});

test('repaired tags are legal, and legal tags stay as they are', () => {
  const random = randomNumbers(4);
  for (let round = 0; round < 500; round++) {
    for (const { gold } of randomSentences(random, 'IOB')) {
      for (const policy of ['begin', 'discard'] as const) {
        const repaired = repairTags(gold, policy);
        expect(illegalTransitionCount(repaired)).toBe(0);
        if (illegalTransitionCount(gold) === 0) expect(repaired).toEqual(gold);
      }
    }
  }
});

// tests/test_scoring.py, test_classification_score_empty.
test.each(['conlleval', 'discard', 'begin'] as const)(
  'scores of nothing under %s are 0',
  (policy: RepairPolicy) => {
    const zero = { correct: 0, gold: 0, predicted: 0, precision: 0, recall: 0, f1: 0 };
    expect(scoreUnder(policy, [], [])).toEqual(zero);
    expect(scoreUnder(policy, [[]], [[]])).toEqual(zero);
    expect(scoreUnder(policy, [['O']], [['O']])).toEqual(zero);
  },
);

// tests/test_validation.py, test_validation_invalid_state; test_encoding.py, test_split_label.
test.each(['S-PER', 'OUTSIDE', 'PER', 'B', 'O-ORG', 'B-', ''])('"%s" is no tag of IOB2', (tag) => {
  expect(() => repairTags(['O', tag], 'begin')).toThrow(
    `expected O, B-TYPE or I-TYPE, found "${tag}"`,
  );
});

test('a type may have hyphens', () => {
  expect(entitiesUnder('begin', ['I-ORG-CORP'])).toEqual([{ type: 'ORG-CORP', start: 0, end: 1 }]);
});

test('a discard of IOB1 is refused', () => {
  expect(() => repairTags(['O'], 'discard', 'IOB1')).toThrow(
    'expected IOB2 for a discard, found IOB1',
  );
});

test('columns of different lengths are refused', () => {
  expect(() => scoreUnder('begin', [['O']], [])).toThrow('expected 1 predicted sentences, found 0');
});
