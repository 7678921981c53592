import { expect, test } from '@jest/globals';
import type { NetworkConfig } from '../../../src/model/network/config.js';
import type { Safetensors } from '../../../src/safetensors/safetensors.js';
import { createRandom } from '../../../src/tensors/random.js';
import { trainingCheckpoints } from '../../../src/training/checkpoint/encode-checkpoint.js';
import { pretrainingCheckpoints } from '../../../src/training/checkpoint/encode-pretraining.js';
import {
  createPretraining,
  type PretrainingEvent,
} from '../../../src/training/language-model/pretraining.js';
import { createPseudoSentences } from '../../../src/training/pseudo-labels/pseudo-sentences.js';
import { prepareTagger } from '../../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../../src/training/vocabulary.js';
import { plainLstm } from '../../model/plain-lstm.js';
import { toySentences } from '../toy-corpus.js';
import { weightBits } from './resumable-run.js';

const { encode, decode } = pretrainingCheckpoints;
const sentences = createPseudoSentences();
for (const { tokens } of toySentences) {
  sentences.add(
    tokens,
    tokens.map(() => 0),
  );
}

const options = {
  epochs: 3,
  batchTokens: 20,
  learningRate: 0.05,
  dropout: { input: 0.3, layer: 0, output: 0, recurrent: 0, sharing: 'batch' },
  wordDropout: 0.1,
  sampleCount: 3,
  clipNorm: 5,
} as const;

interface Case {
  readonly config?: Partial<NetworkConfig>;
  readonly isFrozen?: (row: number) => boolean;
}

function start({ config, isFrozen = () => false }: Case) {
  const random = createRandom(1);
  const network = { ...plainLstm, wordDimension: 4, hidden: 4, decoder: 'softmax' } as const;
  const vocabulary = collectVocabulary(toySentences, false);
  const weights = { arithmetic: 'exact', random, gateBias: 0 } as const;
  const { tagger } = prepareTagger({ ...network, ...config }, vocabulary, undefined, weights);
  const input = { sentences, random, isFrozen, isInterrupted: () => false };
  return { tagger, training: createPretraining(tagger, input, options) };
}

/** The events, and the checkpoint after each of them. */
function record({ events, state }: ReturnType<typeof start>['training']) {
  const recorded: { readonly event: PretrainingEvent; readonly checkpoint: Safetensors }[] = [];
  for (const event of events) {
    recorded.push({ event, checkpoint: encode({ identity: { a: 'b' }, state: state() }) });
  }
  return recorded;
}

const characters = { encoder: 'cnn', dimension: 3, filters: 4, widths: [3] } as const;

test.each<[string, Case]>([
  ['both directions', { config: { directions: 2, characters, shape: { dimension: 3 } } }],
  ['one direction', { config: { directions: 1, cell: 'gru' } }],
  ['frozen rows', { isFrozen: (row) => row % 2 === 1 }],
])(
  'a pretraining of %s that goes on from any of its events ends with the same bits',
  (_, network) => {
    const whole = start(network);
    const recorded = record(whole.training);
    expect(recorded.length).toBeGreaterThan(8);
    const bits = weightBits(whole.tagger);
    const events = recorded.map(({ event }) => event);
    for (const [index, { checkpoint }] of recorded.entries()) {
      const { tagger, training } = start(network);
      const { identity, decode: decodeFor } = decode('c', checkpoint);
      const { state } = decodeFor(training.shape);
      expect(identity).toEqual({ a: 'b' });
      expect(state.loss).toBe(events[index].loss);
      training.setState(state);
      expect([...training.events]).toEqual(events.slice(index + 1));
      expect(weightBits(tagger).equals(bits)).toBe(true);
    }
  },
);

test('the checkpoint of a larger network is refused', () => {
  const [{ checkpoint }] = record(start({}).training);
  const { training } = start({ config: { hidden: 5 } });
  expect(() => decode('c', checkpoint).decode(training.shape)).toThrow(
    /^c: body.dense: expected a tensor of shape \[\d+\], found \[\d+\]$/,
  );
});

test('the checkpoint of a pretraining is not one of tagger train', () => {
  const [{ checkpoint }] = record(start({}).training);
  expect(() => trainingCheckpoints.decode('c', checkpoint)).toThrow(
    'c: expected a checkpoint written by tagger train, found another safetensors file',
  );
});
