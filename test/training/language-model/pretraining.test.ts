import { expect, test } from '@jest/globals';
import type { NetworkConfig } from '../../../src/model/network/config.js';
import { evenDropout } from '../../../src/model/network/dropouts.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { createRandom } from '../../../src/tensors/random.js';
import {
  createPretraining,
  type PretrainingEvent,
} from '../../../src/training/language-model/pretraining.js';
import { createPseudoSentences } from '../../../src/training/pseudo-labels/pseudo-sentences.js';
import { prepareTagger } from '../../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../../src/training/vocabulary.js';
import { plainLstm } from '../../model/plain-lstm.js';

// Each word decides the next one, and the one before.
const verses = ['one two three four', 'red green blue white', 'do re mi fa'].map((verse) =>
  verse.split(' '),
);
const sentences = createPseudoSentences();
for (const tokens of verses) sentences.add(tokens, [0, 0, 0, 0]);

const options = {
  epochs: 150,
  batchTokens: 8,
  learningRate: 0.05,
  dropout: evenDropout(0),
  wordDropout: 0,
  sampleCount: 4,
  clipNorm: 5,
};

interface Run {
  readonly network?: Partial<NetworkConfig>;
  readonly isFrozen?: (row: number) => boolean;
  readonly isInterrupted?: () => boolean;
  readonly learningRate?: number;
  readonly epochs?: number;
}

function run({
  network,
  isFrozen = () => false,
  isInterrupted = () => false,
  ...changes
}: Run = {}) {
  const random = createRandom(1);
  const config = {
    ...plainLstm,
    wordDimension: 8,
    hidden: 8,
    decoder: 'softmax',
    ...network,
  } as const;
  const vocabulary = collectVocabulary(
    verses.map((tokens) => ({ tokens, spans: [], line: 0 })),
    false,
  );
  const start = { arithmetic: 'exact', random, gateBias: 0 } as const;
  const { tagger } = prepareTagger(config, vocabulary, undefined, start);
  const before = weightsOf(tagger);
  const input = { sentences, random, isFrozen, isInterrupted };
  const { events: training } = createPretraining(tagger, input, { ...options, ...changes });
  const events: PretrainingEvent[] = [];
  for (;;) {
    const { done, value } = training.next();
    if (done) return { tagger, before, events, end: value };
    events.push(value);
  }
}

function weightsOf({ engine, network: { parameters, table } }: Tagger) {
  const copy = (address: number, count: number) => [...engine.memory.floats(address, count)];
  return new Map([
    ...parameters.list.map(({ name, value, count }) => [name, copy(value, count)] as const),
    ['words', copy(table.value, table.rows * table.width)] as const,
  ]);
}

const changed = ({ tagger, before }: Pick<ReturnType<typeof run>, 'tagger' | 'before'>) =>
  [...weightsOf(tagger)]
    .filter(([name, values]) => String(values) !== String(before.get(name)))
    .map(([name]) => name);

test('the neighbors of words are learned, and an epoch reads each token once', () => {
  const { events, end } = run();
  expect(end).toBe('finished');
  const epochs = events.filter(({ kind }) => kind === 'epoch');
  expect(epochs.map(({ tokenCount }) => tokenCount)).toEqual(epochs.map(() => 12));
  expect(epochs[0].loss).toBeGreaterThan(1.5);
  expect(epochs.at(-1)!.loss).toBeLessThan(0.2);
});

test('one direction learns to predict the next word alone', () => {
  const { events } = run({ network: { directions: 1 } });
  expect(events.at(-1)!.loss).toBeLessThan(0.2);
});

test('only the body is trained: neither the output layer nor the higher layers', () => {
  const names = changed(run({ network: { layers: 2, dense: [4] }, epochs: 1 }));
  expect(names).toContain('words');
  expect(names).toContain('encoder.weight_ih_l0_reverse');
  expect(names.filter((name) => !/^encoder\.\w+_l0|^words$/.test(name))).toEqual([]);
});

test('frozen rows keep their vectors', () => {
  const { tagger, before } = run({ isFrozen: (row) => row < 5, epochs: 2 });
  const [old, found] = [before, weightsOf(tagger)].map((weights) => weights.get('words')!);
  expect(found.slice(0, 5 * 8)).toEqual(old.slice(0, 5 * 8));
  expect(found.slice(5 * 8)).not.toEqual(old.slice(5 * 8));
});

test('the same seed gives the same weights', () => {
  const [one, other] = [run({ epochs: 2 }), run({ epochs: 2 })];
  expect(weightsOf(one.tagger)).toEqual(weightsOf(other.tagger));
});

test('an interruption ends it before the next batch', () => {
  let asked = 0;
  const { events, end } = run({ isInterrupted: () => ++asked > 2 });
  expect(end).toBe('interrupted');
  expect(events.filter(({ kind }) => kind === 'batch')).toHaveLength(2);
});

test('a loss that is no number ends it', () => {
  expect(run({ learningRate: 1e38 }).end).toBe('diverged');
});
