import { expect, test } from '@jest/globals';
import { dense } from './dense.js';
import { finiteDifferences } from './finite-differences.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { dot } from './vector.js';

test('each layer is a tanh of the layer below, token by token', () => {
  const layers = [
    { weight: Float64Array.of(1, 2), bias: Float64Array.of(0.5) },
    { weight: Float64Array.of(3, 4), bias: Float64Array.of(0.1, 0.2) },
  ];
  const { outputs } = dense(Float64Array.of(0.1, 0.2, 0.3, -0.4), layers);
  const [first, second] = [Math.tanh(0.1 + 0.4 + 0.5), Math.tanh(0.3 - 0.8 + 0.5)];
  const expected = [first, second].flatMap((a) => [Math.tanh(3 * a + 0.1), Math.tanh(4 * a + 0.2)]);
  expect(relativeError(outputs, expected)).toBeLessThan(1e-14);
});

test('no layers change nothing', () => {
  const inputs = Float64Array.of(1, 2);
  const { outputs, backward } = dense(inputs, []);
  expect(outputs).toEqual(inputs);
  expect(backward(inputs)).toEqual({ dInputs: inputs, byLayer: [] });
});

test.each([
  { T: 1, widths: [1, 1] },
  { T: 4, widths: [2, 5] },
  { T: 3, widths: [3, 4, 2] },
])(
  'the gradients match finite differences for $T tokens through the widths $widths',
  ({ T, widths }) => {
    const random = randomNumbers(T);
    const inputs = random.normals(T * widths[0]);
    const layers = widths.slice(1).map((width, k) => ({
      weight: random.normals(width * widths[k]),
      bias: random.normals(width),
    }));
    const dOutputs = random.normals(T * widths[widths.length - 1]);
    const loss = () => dot(dense(inputs, layers).outputs, dOutputs);

    const { dInputs, byLayer } = dense(inputs, layers).backward(dOutputs);
    expect(relativeError(dInputs, finiteDifferences(loss, inputs))).toBeLessThan(1e-6);
    expect(byLayer).toHaveLength(layers.length);
    for (const [k, { weight, bias }] of layers.entries()) {
      const { dWeight, dBias } = byLayer[k];
      expect(relativeError(dWeight, finiteDifferences(loss, weight))).toBeLessThan(1e-6);
      expect(relativeError(dBias, finiteDifferences(loss, bias))).toBeLessThan(1e-6);
    }
  },
);
