// The tokens that a network has read, detected by the bits of its scores.
import { expect, test } from '@jest/globals';
import { freshEngine } from '../kernels/fresh-engine.js';
import { cellNames } from '../reference/cells/cells.js';
import { randomNumbers } from '../reference/random.js';
import {
  type NetworkShape,
  randomParameters,
  randomSentences,
} from '../reference/random-network.js';
import { engineNetwork } from './engine-network.js';

const T = 6;
const E = 5;
const L = 3;

/** For each token changed, in turn: the tokens whose scores then have other bits. */
function changedScores(
  architecture: Pick<NetworkShape, 'cell' | 'directions' | 'layerCount' | 'denseWidths'>,
) {
  const shape = { ...architecture, decoder: 'softmax', E, H: 7, L } as const;
  const random = randomNumbers(5);
  const parameters = randomParameters(random, shape);
  // The batch also holds a longer and a shorter sentence, which do not change.
  const [longer, sentence, shorter] = randomSentences(random, [T + 2, T, 2], shape);
  const options = {
    ...shape,
    divisor: 1,
    initialStates: 'none',
  } as const;
  const scoresOf = (inputs: Float64Array) => {
    const sentences = [longer, { ...sentence, inputs }, shorter];
    return engineNetwork(freshEngine(), sentences, parameters, options).emissions;
  };

  const before = scoresOf(sentence.inputs);
  const tokens = Array.from({ length: T }, (_, t) => t);
  return tokens.map((changed) => {
    const after = scoresOf(
      sentence.inputs.map((x, k) => (Math.floor(k / E) === changed ? x + 1 : x)),
    );
    expect([after[0], after[2]]).toEqual([before[0], before[2]]);
    return tokens.filter((t) =>
      before[1]
        .subarray(t * L, (t + 1) * L)
        .some((score, label) => !Object.is(score, after[1][t * L + label])),
    );
  });
}

const depths = cellNames.flatMap((cell) =>
  [1, 2, 3].flatMap((layerCount) =>
    [[], [4]].map((denseWidths) => ({ cell, layerCount, denseWidths })),
  ),
);

test.each(depths)(
  '$cell $layerCount deep, dense $denseWidths, forward only: a token changes no score before its own',
  (depth) => {
    expect(changedScores({ ...depth, directions: ['forward'] })).toEqual([
      [0, 1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
      [2, 3, 4, 5],
      [3, 4, 5],
      [4, 5],
      [5],
    ]);
  },
);

test.each(depths)(
  '$cell $layerCount deep, dense $denseWidths, in both directions: a token changes every score',
  (depth) => {
    expect(changedScores({ ...depth, directions: ['forward', 'reverse'] })).toEqual(
      Array(T).fill([0, 1, 2, 3, 4, 5]),
    );
  },
);
