import { expect, test } from '@jest/globals';
import { finiteDifferences } from './finite-differences.js';
import { linear } from './linear.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { dot } from './vector.js';

test('each row is multiplied by the transposed weights and shifted by the bias', () => {
  const weight = Float64Array.of(1, 2, 3, 40, 50, 60);
  const { output } = linear(Float64Array.of(1, 0, 0, 1, 1, 1), {
    weight,
    bias: Float64Array.of(0.5, -0.5),
  });
  expect([...output]).toEqual([1.5, 39.5, 6.5, 149.5]);
});

test.each([
  [1, 1, 1],
  [1, 3, 2],
  [4, 2, 5],
])(
  'the gradients match finite differences for %i rows, %i inputs, %i outputs',
  (rows, inputs, outputs) => {
    const random = randomNumbers(rows * 100 + inputs * 10 + outputs);
    const x = random.normals(rows * inputs);
    const weight = random.normals(outputs * inputs);
    const bias = random.normals(outputs);
    const dOutput = random.normals(rows * outputs);
    const loss = () => dot(linear(x, { weight, bias }).output, dOutput);

    const { dInputs, dWeight, dBias } = linear(x, { weight, bias }).backward(dOutput);
    expect(relativeError(dInputs, finiteDifferences(loss, x))).toBeLessThan(1e-6);
    expect(relativeError(dWeight, finiteDifferences(loss, weight))).toBeLessThan(1e-6);
    expect(relativeError(dBias, finiteDifferences(loss, bias))).toBeLessThan(1e-6);
  },
);
