// The layers together, as the tagger stacks them, against the float64 reference of the whole
// network.
import { expect, test } from '@jest/globals';
import { arithmetics, freshEngine } from '../kernels/fresh-engine.js';
import { cellNames } from '../reference/cells/cells.js';
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
  return sentences.map(({ initialStates, ...sentence }) => ({
    ...sentence,
    initialStates: initialStates.map((layer) =>
      layer.map((states) => states.map((array) => array.map(() => 0))),
    ),
  }));
}

/** Options of the engine, and everything that the reference answers to them. */
function randomCase(
  lengths: readonly number[],
  options: Omit<EngineNetworkOptions, 'allowed'> & { readonly isConstrained: boolean },
) {
  const { E, H, L } = options;
  const random = randomNumbers(lengths.length * 1000 + E * 100 + H * 10 + L);
  const parameters = randomParameters(random, options);
  const drawn = randomSentences(random, lengths, options);
  const sentences = options.initialStates === 'given' ? drawn : withoutInitialStates(drawn);
  const paths = sentences.map(({ labels }) => labels);
  const allowed = options.isConstrained ? randomConstraints(random, paths, L) : undefined;
  const reference = network(sentences, parameters, { ...options, allowed });
  return { sentences, parameters, allowed, reference, expected: reference.backward() };
}

const both = ['forward', 'reverse'] as const;
const lstmOnce = { cell: 'lstm', layerCount: 1, directions: both, denseWidths: [] } as const;

/** Holds the engine against the reference: outputs to 1e-5, gradients to 1e-4 of their norm. */
function expectAgreement(
  lengths: readonly number[],
  options: Omit<EngineNetworkOptions, 'allowed'> & { readonly isConstrained: boolean },
  arithmetic: (typeof arithmetics)[number],
): void {
  const { sentences, parameters, allowed, reference, expected } = randomCase(lengths, options);
  const engine = freshEngine(arithmetic);
  const found = engineNetwork(engine, sentences, parameters, { ...options, allowed });
  expect(relativeError(joined(found.emissions), joined(reference.emissions))).toBeLessThan(1e-5);
  expect(relativeError([found.loss], [reference.loss])).toBeLessThan(1e-5);
  expect(found.paths).toEqual(reference.decode());
  const wrong = Object.entries(expected.dParameters)
    .map(([name, gradient]) => ({ name, error: relativeError(found.dParameters[name], gradient) }))
    .filter(({ error }) => !(error < 1e-4));
  expect(wrong).toEqual([]);
  expect(relativeError(joined(found.dInputs), joined(expected.dInputs))).toBeLessThan(1e-4);
  if (options.initialStates === 'none') {
    expect(found.dInitialStates).toBeUndefined();
    return;
  }
  const flat = (states: readonly (readonly (readonly (readonly Float64Array[])[])[])[]) =>
    joined(states.flat(3));
  const error = relativeError(flat(found.dInitialStates!), flat(expected.dInitialStates));
  expect(error).toBeLessThan(1e-4);
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
        arithmetic,
        ...batch,
        output,
        initialStates,
      })),
    ),
  ),
);

test.each(cases)(
  '$arithmetic outputs match to 1e-5, gradients to 1e-4: lengths $lengths, E=$E H=$H L=$L, $output, initial states $initialStates',
  ({ arithmetic, lengths, output, ...sizes }) => {
    const decoder = output === 'softmax' ? 'softmax' : 'crf';
    const isConstrained = output === 'constrained crf';
    const options = {
      ...lstmOnce,
      ...sizes,
      decoder,
      divisor: 3,
    } as const;
    expectAgreement(lengths, { ...options, isConstrained }, arithmetic);
  },
);

const family = cellNames.flatMap((cell) =>
  [both, ['forward'] as const].flatMap((directions) =>
    [1, 2, 3].flatMap((layerCount) =>
      (['given', 'none'] as const).map((initialStates) => ({
        cell,
        directions,
        layerCount,
        initialStates,
      })),
    ),
  ),
);

test.each(family)(
  '$cell, $directions, $layerCount deep, agrees with the reference, initial states $initialStates',
  (member) => {
    const sizes = { E: 5, H: 6, L: 5, decoder: 'crf', divisor: 2 } as const;
    for (const denseWidths of [[], [7, 3]]) {
      const options = { ...member, ...sizes, denseWidths } as const;
      expectAgreement([6, 4, 4, 1], { ...options, isConstrained: false }, 'exact');
    }
  },
);

const sizes = { E: 5, H: 8, L: 5, divisor: 1 };
const plain = { ...lstmOnce, ...sizes, decoder: 'crf', initialStates: 'given' } as const;

test('a sentence has the same emissions, to the bit, alone and in any batch', () => {
  const { sentences, parameters } = randomCase([9, 7, 7, 3, 1], {
    ...plain,
    isConstrained: false,
  });
  const together = engineNetwork(freshEngine(), sentences, parameters, plain);
  for (const [n, sentence] of sentences.entries()) {
    const alone = engineNetwork(freshEngine(), [sentence], parameters, plain);
    expect(alone.emissions[0]).toEqual(together.emissions[n]);
  }
});

test('a weight that is not a number makes the loss none', () => {
  const { sentences, parameters } = randomCase([3, 2], { ...plain, isConstrained: false });
  for (const name of Object.keys(parameters)) {
    const bad = parameters[name].slice();
    bad[0] = Number.NaN;
    const { loss } = engineNetwork(freshEngine(), sentences, { ...parameters, [name]: bad }, plain);
    expect({ name, loss }).toEqual({ name, loss: Number.NaN });
  }
});
