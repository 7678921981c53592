import { expect, test } from '@jest/globals';
import { characterCnn } from './character-cnn.js';
import { finiteDifferences } from './finite-differences.js';
import type { NamedArrays } from './named-arrays.js';
import { type RandomNumbers, randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { dot } from './vector.js';

// Characters of one number each, 1, 2 and 3; the edge is 10.
const characters = Float64Array.of(1, 2, 3, 10);

test('each filter answers with its largest sum over three characters in a row, edges included', () => {
  const parameters = {
    embedding: characters,
    weight_w3: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 100, 10, 1),
    bias_w3: Float64Array.of(0, 0.5, 0, -1000),
  };
  // Windows of "12": 10 1 2, 1 2 10; of "3": 10 3 10.
  const { output } = characterCnn([[0, 1], [2]], parameters, [3]);
  expect([...output]).toEqual([10, 2.5, 10, 12, 10, 3.5, 10, 40]);
});

test('filters of an even width see both edges, those of one character none; the widths stand side by side', () => {
  const parameters = {
    embedding: characters,
    weight_w1: Float64Array.of(1),
    bias_w1: Float64Array.of(0),
    weight_w2: Float64Array.of(100, 1, 1, 100),
    bias_w2: Float64Array.of(0, 0),
    weight_w4: Float64Array.of(1, 10, 100, 1000),
    bias_w4: Float64Array.of(0),
  };
  // Windows of "12": 1, 2; 10 1, 1 2, 2 10; 10 10 1 2, 10 1 2 10, 1 2 10 10.
  const { output } = characterCnn([[0, 1], [2]], parameters, [1, 2, 4]);
  expect([...output]).toEqual([2, 1001, 1002, 11021, 3, 1003, 1003, 11040]);
});

test('the gradient goes to the place that won, and to no other', () => {
  const parameters = {
    embedding: characters,
    weight_w3: Float64Array.of(0, 2, 0),
    bias_w3: Float64Array.of(0),
  };
  const { output, backward } = characterCnn([[0, 2, 1]], parameters, [3]);
  expect([...output]).toEqual([6]);
  expect(backward(Float64Array.of(5))).toEqual({
    embedding: Float64Array.of(0, 0, 10, 0),
    // The window is 1 3 2.
    weight_w3: Float64Array.of(5, 15, 10),
    bias_w3: Float64Array.of(5),
  });
});

/** Of six characters, the edge among them. */
function randomValues(
  random: RandomNumbers,
  widths: readonly number[],
  { D, F }: Readonly<Record<'D' | 'F', number>>,
): NamedArrays {
  const filters = widths.flatMap((width) => [
    [`weight_w${width}`, random.normals(F * width * D)],
    [`bias_w${width}`, random.normals(F)],
  ]);
  return { embedding: random.normals(6 * D), ...Object.fromEntries(filters) };
}

test.each([
  { spellings: [[0]], D: 1, F: 1, widths: [3] },
  { spellings: [[1, 2, 3, 1, 1], [4], [0, 0], [1, 2, 3, 1, 1]], D: 3, F: 4, widths: [3] },
  { spellings: [[4, 3, 2, 1, 0, 4, 4, 4, 4, 2, 1], [0]], D: 5, F: 7, widths: [2, 3, 4] },
  { spellings: [[4, 3], [0], [1, 2, 3, 0]], D: 2, F: 3, widths: [1, 6] },
])(
  'the gradients match finite differences for the spellings $spellings, widths $widths, D=$D F=$F',
  ({ spellings, widths, ...shape }) => {
    const random = randomNumbers(shape.D * 10 + shape.F);
    const values = randomValues(random, widths, shape);
    const dOutput = random.normals(spellings.length * shape.F * widths.length);
    const loss = () => dot(characterCnn(spellings, values, widths).output, dOutput);
    const gradients = characterCnn(spellings, values, widths).backward(dOutput);
    for (const [name, array] of Object.entries(values)) {
      expect(relativeError(gradients[name], finiteDifferences(loss, array))).toBeLessThan(1e-6);
    }
  },
);
