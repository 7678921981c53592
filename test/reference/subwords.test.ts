import { expect, test } from '@jest/globals';
import { finiteDifferences } from './finite-differences.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { subwords } from './subwords.js';

const lists = [[0, 2, 2], [], [1]];

test('subwords are added, divided by the root of their number', () => {
  const words = Float64Array.of(10, 20, 30);
  const table = Float64Array.of(1, 2, 4, 8);
  const { output } = subwords(words, [[0, 1, 2, 3], [], [3]], table);
  expect([...output]).toEqual([10 + 15 / 2, 20, 38]);
});

test('the gradients match finite differences', () => {
  const random = randomNumbers(5);
  const [words, table, weights] = [9, 12, 9].map((count) => random.normals(count));
  const loss = () => {
    const { output } = subwords(words, lists, table);
    return output.reduce((sum, value, i) => sum + weights[i] * value * value, 0);
  };
  const { output, backward } = subwords(words, lists, table);
  const { dWords, dTable } = backward(output.map((value, i) => 2 * weights[i] * value));
  expect(relativeError(dWords, finiteDifferences(loss, words))).toBeLessThan(1e-6);
  expect(relativeError(dTable, finiteDifferences(loss, table))).toBeLessThan(1e-6);
});
