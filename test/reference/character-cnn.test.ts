import { expect, test } from '@jest/globals';
import { characters } from './characters.js';
import { finiteDifferences } from './finite-differences.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { dot } from './vector.js';

// Letters of one number each, 1, 2 and 3; the edge is 10.
const letters = Float64Array.of(1, 2, 3, 10);

test('each filter answers with its largest sum over three letters in a row, edges included', () => {
  const values = {
    embedding: letters,
    weight: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 100, 10, 1),
    bias: Float64Array.of(0, 0.5, 0, -1000),
  };
  // Windows of "12": 10 1 2, 1 2 10; of "3": 10 3 10.
  const { output } = characters([[0, 1], [2]], values);
  expect([...output]).toEqual([10, 2.5, 10, 12, 10, 3.5, 10, 40]);
});

test('the gradient goes to the place that won, and to no other', () => {
  const values = {
    embedding: letters,
    weight: Float64Array.of(0, 2, 0),
    bias: Float64Array.of(0),
  };
  const { output, backward } = characters([[0, 2, 1]], values);
  expect([...output]).toEqual([6]);
  expect(backward(Float64Array.of(5))).toEqual({
    embedding: Float64Array.of(0, 0, 10, 0),
    // The window is 1 3 2.
    weight: Float64Array.of(5, 15, 10),
    bias: Float64Array.of(5),
  });
});

test.each([
  { spellings: [[0]], D: 1, F: 1 },
  { spellings: [[1, 2, 3, 1, 1], [4], [0, 0], [1, 2, 3, 1, 1]], D: 3, F: 4 },
  { spellings: [[4, 3, 2, 1, 0, 4, 4, 4, 4, 2, 1], [0]], D: 5, F: 7 },
])(
  'the gradients match finite differences for the spellings $spellings, D=$D F=$F',
  ({ spellings, D, F }) => {
    const random = randomNumbers(D * 10 + F);
    const values = {
      embedding: random.normals(6 * D),
      weight: random.normals(F * 3 * D),
      bias: random.normals(F),
    };
    const dOutput = random.normals(spellings.length * F);
    const loss = () => dot(characters(spellings, values).output, dOutput);
    const gradients = characters(spellings, values).backward(dOutput);
    for (const name of ['embedding', 'weight', 'bias'] as const) {
      const expected = finiteDifferences(loss, values[name]);
      expect(relativeError(gradients[name], expected)).toBeLessThan(1e-6);
    }
  },
);
