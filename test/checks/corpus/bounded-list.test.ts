import { expect, test } from '@jest/globals';
import { createBoundedList } from '../../../src/checks/corpus/bounded-list.js';

const bounded = () => createBoundedList<string>(2, (first, count) => `${first} and on: ${count}`);

test('the first items are kept, and one item stands for the others', () => {
  const { add, list } = bounded();
  let madeCount = 0;
  for (const item of ['a', 'b', 'c', 'd', 'e']) {
    add(() => {
      madeCount++;
      return item;
    });
  }
  expect(list()).toEqual(['a', 'b', 'c and on: 3']);
  expect(madeCount).toBe(3);
});

test('a list that is not too long has its items alone', () => {
  const { add, list } = bounded();
  expect(list()).toEqual([]);
  add(() => 'a');
  add(() => 'b');
  expect(list()).toEqual(['a', 'b']);
});
