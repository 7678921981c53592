import { expect, test } from '@jest/globals';
import { lstm } from './cells/lstm.js';
import { finiteDifferences } from './finite-differences.js';
import { type NetworkOptions, type NetworkSentence, network } from './network.js';
import { randomNumbers } from './random.js';
import { randomConstraints, randomParameters, randomSentences } from './random-network.js';
import { relativeError } from './relative-error.js';

function randomCase(lengths: readonly number[], E: number, H: number, L: number) {
  const random = randomNumbers(lengths.length * 1000 + E * 100 + H * 10 + L);
  const shape = { E, H, L, gateCount: 4, stateCount: 2 };
  const parameters = randomParameters(random, shape);
  const sentences = randomSentences(random, lengths, shape);
  const paths = sentences.map(({ labels }) => labels);
  return { parameters, sentences, allowed: randomConstraints(random, paths, L) };
}

const crf = { cell: lstm, decoder: 'crf', divisor: 1 } as const;

const cases = [
  { lengths: [1], E: 1, H: 1, L: 2 },
  { lengths: [3, 1, 5], E: 2, H: 3, L: 4 },
  { lengths: [2, 7, 1, 4], E: 3, H: 2, L: 3 },
].flatMap((sizes) => ['crf', 'constrained crf', 'softmax'].map((output) => ({ ...sizes, output })));

test.each(cases)(
  'every gradient matches finite differences for lengths $lengths, E=$E H=$H L=$L, $output',
  ({ lengths, E, H, L, output }) => {
    const { parameters, sentences, allowed } = randomCase(lengths, E, H, L);
    const options: NetworkOptions = {
      cell: lstm,
      decoder: output === 'softmax' ? 'softmax' : 'crf',
      divisor: 3,
      allowed: output === 'constrained crf' ? allowed : undefined,
    };
    const loss = () => network(sentences, parameters, options).loss;
    const errorAt = (analytic: Float64Array, x: Float64Array) =>
      relativeError(analytic, finiteDifferences(loss, x));

    const gradients = network(sentences, parameters, options).backward();
    expect(Object.keys(gradients.dParameters)).toEqual(Object.keys(parameters));
    const wrong = Object.entries(gradients.dParameters)
      .map(([name, gradient]) => ({ name, error: errorAt(gradient, parameters[name]) }))
      .filter(({ error }) => !(error < 1e-6));
    expect(wrong).toEqual([]);
    for (const [n, { inputs, initialState }] of sentences.entries()) {
      expect(errorAt(gradients.dInputs[n], inputs)).toBeLessThan(1e-6);
      for (const direction of ['forward', 'reverse'] as const) {
        const [dHidden, dCell] = gradients.dInitialStates[n][direction];
        const [hidden, cell] = initialState[direction];
        expect(errorAt(dHidden, hidden)).toBeLessThan(1e-6);
        expect(errorAt(dCell, cell)).toBeLessThan(1e-6);
      }
    }
  },
);

test('the loss is the sum over the sentences, whatever their lengths, over the divisor', () => {
  const { parameters, sentences } = randomCase([3, 1, 5], 2, 3, 4);
  const single = sentences.map((sentence) => network([sentence], parameters, crf).loss);
  const { loss } = network(sentences, parameters, { ...crf, divisor: 9 });
  expect(loss).toBeCloseTo(single.reduce((sum, part) => sum + part, 0) / 9, 12);
});

function withLastTokenChanged(sentence: NetworkSentence): NetworkSentence {
  const inputs = sentence.inputs.slice();
  inputs[inputs.length - 1] += 1;
  return { ...sentence, inputs };
}

test('the first half of the output weights reads the past, the second half the future', () => {
  const H = 3;
  const L = 4;
  const { parameters, sentences } = randomCase([5], 2, H, L);
  const emissionsThrough = (half: number, sentence: NetworkSentence) => {
    const weight = parameters['output.weight'].map((w, k) =>
      Math.floor((k % (2 * H)) / H) === half ? w : 0,
    );
    return network([sentence], { ...parameters, 'output.weight': weight }, crf).emissions[0];
  };

  const changed = withLastTokenChanged(sentences[0]);
  const beforeLast = (emissions: Float64Array) => emissions.slice(0, -L);
  const first = (emissions: Float64Array) => emissions.slice(0, L);
  expect(beforeLast(emissionsThrough(0, changed))).toEqual(
    beforeLast(emissionsThrough(0, sentences[0])),
  );
  expect(first(emissionsThrough(1, changed))).not.toEqual(first(emissionsThrough(1, sentences[0])));
});

test('the parameters named reverse belong to the direction that starts at the last token', () => {
  const { parameters, sentences } = randomCase([5], 2, 3, 4);
  const weight = parameters['output.weight'].map((w, k) => (k % 6 < 3 ? w : 0));
  const forwardOnly = { ...parameters, 'output.weight': weight };
  const { dParameters, dInitialStates } = network(sentences, forwardOnly, crf).backward();
  expect(dParameters['encoder.bias_l0_reverse']).toEqual(new Float64Array(12));
  expect(dParameters['encoder.bias_l0']).not.toEqual(new Float64Array(12));
  expect(dInitialStates[0].reverse[0]).toEqual(new Float64Array(3));
  expect(dInitialStates[0].forward[0]).not.toEqual(new Float64Array(3));
});

test('decoding keeps to the constraints with the CRF and takes the best emission with softmax', () => {
  const { parameters, sentences, allowed } = randomCase([2, 7, 1, 4], 3, 2, 3);
  const constrained = network(sentences, parameters, { ...crf, allowed }).decode();
  for (const path of constrained) {
    expect(allowed.start[path[0]]).toBe(true);
    expect(allowed.end[path[path.length - 1]]).toBe(true);
    for (let t = 1; t < path.length; t++) {
      expect(allowed.transitions[path[t - 1] * 3 + path[t]]).toBe(true);
    }
  }
  const { emissions, decode } = network(sentences, parameters, { ...crf, decoder: 'softmax' });
  for (const [n, path] of decode().entries()) {
    for (const [t, label] of path.entries()) {
      expect(emissions[n][t * 3 + label]).toBe(
        Math.max(...emissions[n].subarray(t * 3, t * 3 + 3)),
      );
    }
  }
});
