// The layers together, as the tagger stacks them, against the float64 reference of the whole network.
import { expect, test } from '@jest/globals';
import { arithmetics, freshEngine } from '../kernels/fresh-engine.js';
import { lstm } from '../reference/cells/lstm.js';
import { type NetworkSentence, network } from '../reference/network.js';
import { randomNumbers } from '../reference/random.js';
import {
  randomConstraints,
  randomParameters,
  randomSentences,
} from '../reference/random-network.js';
import { relativeError } from '../reference/relative-error.js';
import { type EngineNetworkOptions, engineNetwork } from './engine-network.js';

const joined = (arrays: readonly Float64Array[]) => arrays.flatMap((array) => Array.from(array));

function withoutInitialStates(sentences: NetworkSentence[]): NetworkSentence[] {
  const zero = (state: readonly Float64Array[]) => state.map((array) => array.map(() => 0));
  return sentences.map(({ initialState: { forward, reverse }, ...sentence }) => ({
    ...sentence,
    initialState: { forward: zero(forward), reverse: zero(reverse) },
  }));
}

/** Options of the engine, and everything that the reference answers to them. */
function randomCase(
  lengths: readonly number[],
  options: Omit<EngineNetworkOptions, 'allowed'> & { readonly isConstrained: boolean },
) {
  const { E, H, L, divisor, decoder } = options;
  const random = randomNumbers(lengths.length * 1000 + E * 100 + H * 10 + L);
  const shape = { E, H, L, gateCount: 4, stateCount: 2 };
  const parameters = randomParameters(random, shape);
  const drawn = randomSentences(random, lengths, shape);
  const sentences = options.initialStates === 'given' ? drawn : withoutInitialStates(drawn);
  const paths = sentences.map(({ labels }) => labels);
  const allowed = options.isConstrained ? randomConstraints(random, paths, L) : undefined;
  const reference = network(sentences, parameters, { cell: lstm, decoder, divisor, allowed });
  return { sentences, parameters, allowed, reference, expected: reference.backward() };
}

const batches = [
  { lengths: [7, 5, 5, 2, 1], E: 5, H: 1, L: 3 },
  { lengths: [4, 4, 4], E: 3, H: 3, L: 4 },
  { lengths: [6], E: 1, H: 4, L: 5 },
  { lengths: [1, 1], E: 8, H: 8, L: 9 },
  { lengths: [1], E: 4, H: 3, L: 2 },
  { lengths: [12, 9, 9, 8, 3, 3, 3, 1, 1, 1], E: 17, H: 17, L: 9 },
  { lengths: [25, 2], E: 20, H: 33, L: 17 },
];

const cases = arithmetics.flatMap((arithmetic) =>
  batches.flatMap((batch) =>
    ['crf', 'constrained crf', 'softmax'].flatMap((output) =>
      (['given', 'none'] as const).map((initialStates) => ({
        ...{ arithmetic, ...batch, output, initialStates },
      })),
    ),
  ),
);

test.each(cases)(
  '$arithmetic outputs match to 1e-5, gradients to 1e-4: lengths $lengths, E=$E H=$H L=$L, $output, initial states $initialStates',
  ({ arithmetic, lengths, output, ...sizes }) => {
    const decoder = output === 'softmax' ? 'softmax' : 'crf';
    const options = { ...sizes, decoder, divisor: 3, inputGradient: 'wanted' } as const;
    const isConstrained = output === 'constrained crf';
    const given = randomCase(lengths, { ...options, isConstrained });
    const { sentences, parameters, allowed, reference, expected } = given;
    const engine = freshEngine(arithmetic);
    const found = engineNetwork(engine, sentences, parameters, { ...options, allowed });

    expect(relativeError(joined(found.emissions), joined(reference.emissions))).toBeLessThan(1e-5);
    expect(relativeError([found.loss], [reference.loss])).toBeLessThan(1e-5);
    expect(found.paths).toEqual(reference.decode());
    const wrong = Object.entries(expected.dParameters)
      .filter(
        ([name]) => name in found.dParameters && !(decoder === 'softmax' && /^crf/.test(name)),
      )
      .map(([name, gradient]) => ({
        name,
        error: relativeError(found.dParameters[name], gradient),
      }))
      .filter(({ error }) => !(error < 1e-4));
    expect(wrong).toEqual([]);
    expect(relativeError(joined(found.dInputs ?? []), joined(expected.dInputs))).toBeLessThan(1e-4);
    if (sizes.initialStates === 'none') {
      expect(found.dInitialStates).toBeUndefined();
      return;
    }
    for (const direction of ['forward', 'reverse'] as const) {
      for (const index of [0, 1]) {
        const states = found.dInitialStates!.map((state) => state[direction][index]);
        const exact = expected.dInitialStates.map((state) => state[direction][index]);
        expect(relativeError(joined(states), joined(exact))).toBeLessThan(1e-4);
      }
    }
  },
);

const plain = { E: 5, H: 8, L: 5, decoder: 'crf', divisor: 1, initialStates: 'given' } as const;

test('gradients of parameters and states have the same bits when that of the input is not wanted', () => {
  const options = { ...plain, inputGradient: 'wanted' } as const;
  const { sentences, parameters } = randomCase([7, 4, 4, 1], { ...options, isConstrained: false });
  const wanted = engineNetwork(freshEngine(), sentences, parameters, options);
  const unwanted = engineNetwork(freshEngine(), sentences, parameters, {
    ...options,
    inputGradient: 'unwanted',
  });
  expect(unwanted.dInputs).toBeUndefined();
  expect(wanted.dInputs).toBeDefined();
  expect(unwanted.dParameters).toEqual(wanted.dParameters);
  expect(unwanted.dInitialStates).toEqual(wanted.dInitialStates);
});

test('a sentence has the same emissions, to the bit, alone and in any batch', () => {
  const options = { ...plain, inputGradient: 'wanted' } as const;
  const { sentences, parameters } = randomCase([9, 7, 7, 3, 1], {
    ...{ ...options, isConstrained: false },
  });
  const together = engineNetwork(freshEngine(), sentences, parameters, options);
  for (const [n, sentence] of sentences.entries()) {
    const alone = engineNetwork(freshEngine(), [sentence], parameters, options);
    expect(alone.emissions[0]).toEqual(together.emissions[n]);
  }
});

test('a weight that is not a number makes the loss none', () => {
  const options = { ...plain, inputGradient: 'wanted' } as const;
  const { sentences, parameters } = randomCase([3, 2], { ...options, isConstrained: false });
  for (const name of Object.keys(parameters)) {
    const bad = parameters[name].slice();
    bad[0] = Number.NaN;
    const { loss } = engineNetwork(
      freshEngine(),
      sentences,
      { ...parameters, [name]: bad },
      options,
    );
    expect({ name, loss }).toEqual({ name, loss: Number.NaN });
  }
});
