import { expect, test } from '@jest/globals';
import { cellNames } from './cells/cells.js';
import { network } from './network.js';
import { randomNumbers } from './random.js';
import { type NetworkShape, randomParameters, randomSentences } from './random-network.js';

const T = 5;
const E = 2;
const L = 3;

// For each token changed, in turn: the tokens whose emissions are then others.
function changedEmissions(architecture: Pick<NetworkShape, 'cell' | 'directions' | 'layerCount'>) {
  const shape: NetworkShape = {
    ...architecture,
    denseWidths: [4],
    decoder: 'softmax',
    E,
    H: 3,
    L,
  };
  const random = randomNumbers(11);
  const parameters = randomParameters(random, shape);
  const [sentence] = randomSentences(random, [T], shape);
  const emissionsOf = (inputs: Float64Array) =>
    network([{ ...sentence, inputs }], parameters, { ...shape, divisor: 1 }).emissions[0];

  const before = emissionsOf(sentence.inputs);
  const tokens = Array.from({ length: T }, (_, t) => t);
  return tokens.map((changed) => {
    const after = emissionsOf(
      sentence.inputs.map((x, k) => (Math.floor(k / E) === changed ? x + 1 : x)),
    );
    return tokens.filter((t) =>
      before.subarray(t * L, (t + 1) * L).some((emission, j) => emission !== after[t * L + j]),
    );
  });
}

const depths = cellNames.flatMap((cell) => [1, 2, 3].map((layerCount) => ({ cell, layerCount })));

test.each(depths)('$cell $layerCount deep, forward only, reads no token ahead', (depth) => {
  expect(changedEmissions({ ...depth, directions: ['forward'] })).toEqual([
    [0, 1, 2, 3, 4],
    [1, 2, 3, 4],
    [2, 3, 4],
    [3, 4],
    [4],
  ]);
});

test.each(depths)('$cell $layerCount deep, in both directions, reads every token', (depth) => {
  expect(changedEmissions({ ...depth, directions: ['forward', 'reverse'] })).toEqual(
    Array(T).fill([0, 1, 2, 3, 4]),
  );
});
