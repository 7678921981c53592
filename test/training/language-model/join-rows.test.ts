import { expect, test } from '@jest/globals';
import { joinRows } from '../../../src/training/language-model/join-rows.js';
import { freshEngine } from '../../kernels/fresh-engine.js';
import { matrixOf } from '../../tensors/matrix-of.js';

test('gradients of the same row are added, and the rows come in rising order', () => {
  const engine = freshEngine('exact');
  const input = { ids: [2, 5], gradient: matrixOf(engine, [1, 2, 3, 4], 2).address };
  const candidates = { ids: [7, 5, 1], gradient: matrixOf(engine, [10, 20, 30, 40, 50, 60], 2) };
  const { ids, gradient } = joinRows(engine, input, candidates);
  expect(ids).toEqual([1, 2, 5, 7]);
  expect([...engine.memory.floats(gradient, 8)]).toEqual([50, 60, 1, 2, 33, 44, 10, 20]);
});
