import { expect, test } from '@jest/globals';
import { cellNames, cells } from './cells/cells.js';
import { linear } from './linear.js';
import type { NamedArrays } from './named-arrays.js';
import { type NetworkSentence, network } from './network.js';
import { randomNumbers } from './random.js';
import {
  type NetworkShape,
  randomConstraints,
  randomParameters,
  randomSentences,
} from './random-network.js';
import { type Direction, recurrence } from './recurrence.js';
import { tanh } from './vector.js';

const shape: NetworkShape = {
  cell: 'lstm',
  layerCount: 1,
  directions: ['forward', 'reverse'],
  denseWidths: [],
  decoder: 'crf',
  E: 2,
  H: 3,
  L: 4,
};
const options = { ...shape, divisor: 1 };

function randomCase(lengths: readonly number[], of: NetworkShape) {
  const random = randomNumbers(lengths.length * 1000 + of.E * 100 + of.H * 10 + of.L);
  const parameters = randomParameters(random, of);
  const sentences = randomSentences(random, lengths, of);
  const paths = sentences.map(({ labels }) => labels);
  return { parameters, sentences, allowed: randomConstraints(random, paths, of.L) };
}

test('the loss is the sum over the sentences, whatever their lengths, over the divisor', () => {
  const { parameters, sentences } = randomCase([3, 1, 5], shape);
  const single = sentences.map((sentence) => network([sentence], parameters, options).loss);
  const { loss } = network(sentences, parameters, { ...options, divisor: 9 });
  expect(loss).toBeCloseTo(single.reduce((sum, part) => sum + part, 0) / 9, 12);
});

// The network again, written out: the walks of each layer side by side, then what is above
// them.
function emissionsByHand(sentence: NetworkSentence, parameters: NamedArrays, of: NetworkShape) {
  const walk = (inputs: Float64Array, layer: number, direction: Direction) => {
    const suffix = direction === 'forward' ? `_l${layer}` : `_l${layer}_reverse`;
    return recurrence(inputs, {
      cell: cells[of.cell].step,
      parameters: {
        weightIh: parameters[`encoder.weight_ih${suffix}`],
        weightHh: parameters[`encoder.weight_hh${suffix}`],
        bias: parameters[`encoder.bias${suffix}`],
        ...(of.cell === 'lstm-peephole'
          ? { peephole: parameters[`encoder.peephole${suffix}`] }
          : {}),
      },
      initialState: sentence.initialStates[layer][direction === 'forward' ? 0 : 1],
      direction,
    }).outputs;
  };
  const joined = (inputs: Float64Array, layer: number) => {
    const outputs = of.directions.map((direction) => walk(inputs, layer, direction));
    const tokens = sentence.labels.flatMap((_, t) =>
      outputs.flatMap((half) => [...half.subarray(t * of.H, (t + 1) * of.H)]),
    );
    return Float64Array.from(tokens);
  };
  const affine = (inputs: Float64Array, name: string) =>
    linear(inputs, { weight: parameters[`${name}.weight`], bias: parameters[`${name}.bias`] })
      .output;

  const encoded = joined(joined(sentence.inputs, 0), 1);
  const below = tanh(affine(encoded, 'dense.0'));
  return affine(tanh(affine(below, 'dense.1')), 'output');
}

const family = cellNames.flatMap((cell) =>
  [['forward', 'reverse'] as const, ['forward'] as const].map((directions) => ({
    cell,
    directions,
  })),
);

test.each(family)(
  '$cell $directions: the second layer reads the joined outputs of the first, the dense layers those of the second',
  ({ cell, directions }) => {
    const of: NetworkShape = { ...shape, cell, directions, layerCount: 2, denseWidths: [5, 2] };
    const { parameters, sentences } = randomCase([4, 1], of);
    const { emissions } = network(sentences, parameters, { ...of, divisor: 1 });
    expect(emissions).toEqual(
      sentences.map((sentence) => emissionsByHand(sentence, parameters, of)),
    );
  },
);

function withLastTokenChanged(sentence: NetworkSentence): NetworkSentence {
  const inputs = sentence.inputs.slice();
  inputs[inputs.length - 1] += 1;
  return { ...sentence, inputs };
}

test('the first half of the output weights reads the past, the second half the future', () => {
  const { H, L } = shape;
  const { parameters, sentences } = randomCase([5], shape);
  const emissionsThrough = (half: number, sentence: NetworkSentence) => {
    const weight = parameters['output.weight'].map((w, k) =>
      Math.floor((k % (2 * H)) / H) === half ? w : 0,
    );
    return network([sentence], { ...parameters, 'output.weight': weight }, options).emissions[0];
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
  const { parameters, sentences } = randomCase([5], shape);
  const weight = parameters['output.weight'].map((w, k) => (k % 6 < 3 ? w : 0));
  const forwardOnly = { ...parameters, 'output.weight': weight };
  const { dParameters, dInitialStates } = network(sentences, forwardOnly, options).backward();
  expect(dParameters['encoder.bias_l0_reverse']).toEqual(new Float64Array(12));
  expect(dParameters['encoder.bias_l0']).not.toEqual(new Float64Array(12));
  const [[[dForward], [dReverse]]] = dInitialStates[0];
  expect(dReverse).toEqual(new Float64Array(3));
  expect(dForward).not.toEqual(new Float64Array(3));
});

test('decoding keeps to the constraints with the CRF and takes the best emission with softmax', () => {
  const small: NetworkShape = { ...shape, E: 3, H: 2, L: 3 };
  const { parameters, sentences, allowed } = randomCase([2, 7, 1, 4], small);
  const constrained = network(sentences, parameters, { ...small, divisor: 1, allowed }).decode();
  for (const path of constrained) {
    expect(allowed.start[path[0]]).toBe(true);
    expect(allowed.end[path[path.length - 1]]).toBe(true);
    for (let t = 1; t < path.length; t++) {
      expect(allowed.transitions[path[t - 1] * 3 + path[t]]).toBe(true);
    }
  }
  const softmax = { ...small, decoder: 'softmax', divisor: 1 } as const;
  const { emissions, decode } = network(sentences, parameters, softmax);
  for (const [n, path] of decode().entries()) {
    for (const [t, label] of path.entries()) {
      expect(emissions[n][t * 3 + label]).toBe(
        Math.max(...emissions[n].subarray(t * 3, t * 3 + 3)),
      );
    }
  }
});
