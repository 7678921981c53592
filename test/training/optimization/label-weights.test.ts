import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { labelWeights } from '../../../src/training/optimization/label-weights.js';

const ids = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2];

test('balanced weights give each label that occurs the same total weight', () => {
  const weights = labelWeights(ids, 4, 'balanced')!;
  expect(weights[0] * 9).toBeCloseTo(14 / 3, 12);
  expect(weights[1] * 4).toBeCloseTo(14 / 3, 12);
  expect(weights[2]).toBeCloseTo(14 / 3, 12);
  expect(weights[3]).toBe(1);
});

test('root weights give a label nine times as frequent a third of the weight per token', () => {
  const weights = labelWeights(ids, 4, 'root')!;
  expect(weights[2] / weights[0]).toBeCloseTo(3, 12);
  expect(weights[1] / weights[0]).toBeCloseTo(1.5, 12);
});

test('without a weighting there are no weights', () => {
  expect(labelWeights(ids, 4, 'none')).toBeUndefined();
});

test('the mean over the tokens is 1', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(6), { minLength: 1 }),
      fc.constantFrom('root', 'balanced'),
      (ids, weighting) => {
        const weights = labelWeights(ids, 7, weighting)!;
        const sum = ids.reduce((total, id) => total + weights[id], 0);
        expect(sum / ids.length).toBeCloseTo(1, 10);
      },
    ),
  );
});
