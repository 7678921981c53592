// Examples are those of SeqScore 0.7.0, tests/test_scoring.py.
import { expect, test } from '@jest/globals';
import { addCounts, countEntities, NO_COUNTS, precisionRecallF1 } from './counts.js';
import type { Entity } from './entity.js';

const entity = (start: number, end: number, type: string): Entity => ({ type, start, end });

test('test_score_sentence_mentions_incorrect1', () => {
  const gold = [
    entity(0, 2, 'LOC'),
    entity(4, 5, 'PER'),
    entity(7, 8, 'MISC'),
    entity(9, 11, 'MISC'),
  ];
  const predicted = [entity(0, 2, 'ORG'), entity(4, 5, 'PER'), entity(9, 11, 'MISC')];
  const counts = countEntities(gold, predicted);
  expect(counts).toEqual({ correct: 2, gold: 4, predicted: 3 });
  const { precision, recall, f1 } = precisionRecallF1(counts);
  expect([precision, recall]).toEqual([2 / 3, 2 / 4]);
  expect(f1).toBeCloseTo(4 / 7, 15);
});

test('test_classification_score_empty', () => {
  expect(precisionRecallF1(NO_COUNTS)).toEqual({ precision: 0, recall: 0, f1: 0 });
});

test('entities with another type, start or end are not correct', () => {
  const gold = [entity(1, 3, 'PER')];
  const predicted = [entity(1, 3, 'LOC'), entity(0, 3, 'PER'), entity(1, 4, 'PER')];
  expect(countEntities(gold, predicted)).toEqual({ correct: 0, gold: 1, predicted: 3 });
});

test('counts are added one by one', () => {
  const counts = { correct: 1, gold: 2, predicted: 3 };
  expect(addCounts(counts, { correct: 10, gold: 20, predicted: 30 })).toEqual({
    correct: 11,
    gold: 22,
    predicted: 33,
  });
});
