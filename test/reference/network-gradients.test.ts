import { expect, test } from '@jest/globals';
import { cellNames } from './cells/cells.js';
import { finiteDifferences } from './finite-differences.js';
import { type NetworkOptions, network } from './network.js';
import { randomNumbers } from './random.js';
import {
  type NetworkShape,
  randomConstraints,
  randomParameters,
  randomSentences,
} from './random-network.js';
import { relativeError } from './relative-error.js';

// Every gradient against finite differences, parameters, inputs and initial states; those that are
// off.
function wrongGradients(shape: NetworkShape, lengths: readonly number[], output: string) {
  const random = randomNumbers(lengths.length * 1000 + shape.E * 100 + shape.H * 10 + shape.L);
  const parameters = randomParameters(random, shape);
  const sentences = randomSentences(random, lengths, shape);
  const labels = sentences.map((sentence) => sentence.labels);
  const allowed =
    output === 'constrained crf' ? randomConstraints(random, labels, shape.L) : undefined;
  const options: NetworkOptions = { ...shape, divisor: 3, allowed };
  const loss = () => network(sentences, parameters, options).loss;
  const { dParameters, dInputs, dInitialStates } = network(
    sentences,
    parameters,
    options,
  ).backward();

  const pairs = [
    ...Object.keys(parameters).map((name) => [name, dParameters[name], parameters[name]] as const),
    ...sentences.map((sentence, n) => [`inputs ${n}`, dInputs[n], sentence.inputs] as const),
    ...sentences.flatMap(({ initialStates }, n) =>
      initialStates.flatMap((byDirection, layer) =>
        byDirection.flatMap((state, d) =>
          state.map((array, k) => {
            const name = `initial state ${n} ${layer} ${d} ${k}`;
            return [name, dInitialStates[n][layer][d][k], array] as const;
          }),
        ),
      ),
    ),
  ];
  return pairs
    .map(([name, gradient, x]) => ({
      name,
      error: relativeError(gradient, finiteDifferences(loss, x)),
    }))
    .filter(({ error }) => !(error < 1e-6));
}

const both = ['forward', 'reverse'] as const;

const outputs = [
  { lengths: [1], E: 1, H: 1, L: 2 },
  { lengths: [3, 1, 5], E: 2, H: 3, L: 4 },
  { lengths: [2, 7, 1, 4], E: 3, H: 2, L: 3 },
].flatMap((sizes) => ['crf', 'constrained crf', 'softmax'].map((output) => ({ ...sizes, output })));

test.each(outputs)(
  'every gradient under a $output matches finite differences for lengths $lengths, E=$E H=$H L=$L',
  ({ lengths, output, ...sizes }) => {
    const shape: NetworkShape = {
      ...sizes,
      cell: 'lstm',
      layerCount: 1,
      directions: both,
      denseWidths: [],
      decoder: output === 'softmax' ? 'softmax' : 'crf',
    };
    expect(wrongGradients(shape, lengths, output)).toEqual([]);
  },
);

const family = cellNames.flatMap((cell) =>
  [both, ['forward'] as const].flatMap((directions) =>
    [
      { layerCount: 1, denseWidths: [3, 2] },
      { layerCount: 2, denseWidths: [] },
      { layerCount: 3, denseWidths: [3] },
    ].map((depth) => ({ cell, directions, ...depth })),
  ),
);

test.each(family)(
  'every gradient of $cell matches finite differences: $directions, $layerCount deep, dense $denseWidths',
  (architecture) => {
    const decoder = architecture.layerCount === 2 ? 'softmax' : 'crf';
    const shape: NetworkShape = { ...architecture, decoder, E: 3, H: 2, L: 3 };
    expect(wrongGradients(shape, [2, 1, 3], decoder)).toEqual([]);
  },
);
