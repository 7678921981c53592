import { expect, test } from '@jest/globals';
import { columnsOf, zeroMatrix } from '../../src/tensors/matrix.js';
import { gatherRows, rowsAt, scatterAddRows, sumsAt } from '../../src/tensors/rows.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { matrixOf, valuesOf } from './matrix-of.js';

const table = [1, 2, 3, 4, 5, 6];
const ids = [2, 0, 2];

test('rows are picked by their ids, into a part of wider rows too', () => {
  const engine = freshEngine();
  const wide = zeroMatrix(engine, 3, 4);
  const address = engine.memory.storeIntegers(ids);
  gatherRows(engine, matrixOf(engine, table, 2), address, columnsOf(wide, 1, 2));
  expect([...valuesOf(engine, wide)]).toEqual([0, 5, 6, 0, 0, 1, 2, 0, 0, 5, 6, 0]);
  const picked = rowsAt(engine, matrixOf(engine, table, 2), address, 3);
  expect([...valuesOf(engine, picked)]).toEqual([5, 6, 1, 2, 5, 6]);
});

test('rows are added to the row of their id, from a part of wider rows too', () => {
  const engine = freshEngine();
  const wide = matrixOf(engine, [9, 1, 2, 9, 9, 3, 4, 9, 9, 5, 6, 9], 4);
  const address = engine.memory.storeIntegers(ids);
  const sums = matrixOf(engine, [10, 10, 20, 20, 30, 30], 2);
  scatterAddRows(engine, columnsOf(wide, 1, 2), address, sums);
  expect([...valuesOf(engine, sums)]).toEqual([13, 14, 20, 20, 36, 38]);
  const fresh = sumsAt(engine, columnsOf(wide, 1, 2), address, 3);
  expect([...valuesOf(engine, fresh)]).toEqual([3, 4, 0, 0, 6, 8]);
});
