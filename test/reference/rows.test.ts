import { expect, test } from '@jest/globals';
import { columnSums, gatherRows, scatterAddRows } from './rows.js';

const table = [1, 2, 10, 20, 100, 200];

test('column sums add up the rows', () => {
  expect([...columnSums(table, 2)]).toEqual([111, 222]);
  expect([...columnSums([], 2)]).toEqual([0, 0]);
});

test('gather takes the rows in the order asked for, twice if asked twice', () => {
  expect([...gatherRows(table, [2, 0, 2], 2)]).toEqual([100, 200, 1, 2, 100, 200]);
});

test('scatter adds to the rows named, twice to one named twice, and leaves its argument', () => {
  const argument = [...table];
  expect([...scatterAddRows(argument, [1, 1, 0], [1, 2, 3, 4, 5, 6], 2)]).toEqual([
    6, 8, 14, 26, 100, 200,
  ]);
  expect(argument).toEqual(table);
});
