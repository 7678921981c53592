import { expect, test } from '@jest/globals';
import { scoresOf } from '../../../src/evaluation/report/scores-of.js';

test('ratios are in percent, micro over all entities and macro over types', () => {
  const types = new Map([
    ['LOC', { gold: 4, predicted: 2, correct: 2 }],
    ['PER', { gold: 1, predicted: 1, correct: 0 }],
  ]);
  const overall = { gold: 5, predicted: 3, correct: 2 };
  const scores = scoresOf({ tokenCount: 10, correctTagCount: 9, overall, types });
  expect(scores.tokens).toEqual({ count: 10, correct: 9, accuracy: 90 });
  expect(scores.overall).toEqual({ ...overall, precision: 200 / 3, recall: 40, f1: 50 });
  expect(scores.macro).toEqual({ precision: 50, recall: 25, f1: 100 / 3 });
  expect(scores.weighted).toEqual({ precision: 80, recall: 40, f1: expect.closeTo(160 / 3, 9) });
  expect(Object.keys(scores.types)).toEqual(['LOC', 'PER']);
  expect(scores.types.PER).toEqual({ ...types.get('PER'), precision: 0, recall: 0, f1: 0 });
});
