import { expect, test } from '@jest/globals';
import type { Tagger } from '../../../src/model/tagger.js';
import { createOptimizer } from '../../../src/training/optimization/optimizer.js';
import type { OptimizerName } from '../../../src/training/optimization/options.js';
import { randomTagger, wordDimension } from '../../model/random-tagger.js';
import { adamStep, nadamStep, sgdStep } from '../../reference/optimizer.js';
import { randomNumbers } from '../../reference/random.js';
import { relativeError } from '../../reference/relative-error.js';

const [weightDecay, learningRate, momentum, factor] = [0.5, 0.1, 0.9, 0.25];
const words = ['a', 'b', 'c'];
const adam = { learningRate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: 1 };

const floats = ({ engine }: Tagger, address: number, count: number) =>
  Float64Array.from(engine.memory.floats(address, count));

/** One step from the same random weights and gradients. */
function stepped(optimizer: OptimizerName, weightDecay: number) {
  const tagger = randomTagger({ words });
  const { engine, network } = tagger;
  const { parameters, table } = network;
  const random = randomNumbers(1);
  for (const { gradient, count } of parameters.list) {
    engine.memory.floats(gradient, count).set(random.normals(count));
  }
  const gradient = engine.memory.allocate(2 * wordDimension * 4);
  engine.memory.floats(gradient, 2 * wordDimension).set(random.normals(2 * wordDimension));
  const blocks = [
    ...parameters.list.map(({ name, shape, value, gradient, count }) => ({
      ...{ name, value, count, decays: shape.length > 1 },
      gradient: floats(tagger, gradient, count),
    })),
    ...[1, 2].map((row, slot) => ({
      ...{ name: `word ${row}`, value: table.value + row * wordDimension * 4 },
      ...{ count: wordDimension, decays: row !== 2 },
      gradient: floats(tagger, gradient + slot * wordDimension * 4, wordDimension),
    })),
  ].map((block) => ({ ...block, before: floats(tagger, block.value, block.count) }));
  const unused = floats(tagger, table.value, wordDimension);
  const options = { optimizer, momentum, weightDecay };
  const rule = createOptimizer(engine, network, options, (row) => row === 2);
  rule.step({ ids: [1, 2], gradient }, { factor, learningRate });
  return { tagger, blocks, unused };
}

type Follow = (weights: Float64Array, gradient: Float64Array) => Float64Array;

const zeros = (like: Float64Array) => ({ first: like.map(() => 0), second: like.map(() => 0) });
const penalized = (weights: Float64Array, gradient: Float64Array) =>
  gradient.map((g, k) => g + weightDecay * weights[k]);

const first: Record<OptimizerName, Follow> = {
  sgd: (w, g) => sgdStep(w, penalized(w, g), zeros(w).first, { learningRate, momentum }).weights,
  adam: (w, g) => adamStep(w, penalized(w, g), zeros(w), adam).weights,
  nadam: (w, g) => nadamStep(w, penalized(w, g), zeros(w), adam).weights,
  adamw: (w, g) => {
    const { weights } = adamStep(w, g, zeros(w), adam);
    return weights.map((moved, k) => moved - learningRate * weightDecay * w[k]);
  },
};

const names = Object.keys(first) as OptimizerName[];

test.each(names)('%s shrinks matrices and rows like the reference, after clipping', (optimizer) => {
  const { tagger, blocks } = stepped(optimizer, weightDecay);
  for (const { name, value, count, gradient, before, decays } of blocks) {
    if (!decays) continue;
    const clipped = gradient.map((g) => factor * g);
    const expected = first[optimizer](before, clipped);
    const error = relativeError(floats(tagger, value, count), expected);
    expect({ name, isNear: error < 1e-5 }).toEqual({ name, isNear: true });
  }
});

test.each(names)('%s shrinks no bias, no frozen row and no row without a batch', (optimizer) => {
  const { tagger, blocks, unused } = stepped(optimizer, weightDecay);
  const plain = stepped(optimizer, 0);
  const kept = blocks.filter(({ decays }) => !decays);
  expect(kept.map(({ name }) => name)).toEqual([
    'encoder.bias_ih_l0',
    'encoder.bias_ih_l0_reverse',
    'output.bias',
    'crf.start',
    'crf.end',
    'word 2',
  ]);
  for (const { value, count } of kept) {
    expect(floats(tagger, value, count)).toEqual(floats(plain.tagger, value, count));
  }
  expect(floats(tagger, tagger.network.table.value, wordDimension)).toEqual(unused);
});

test('without decay AdamW is Adam to the bit', () => {
  const [one, other] = [stepped('adamw', 0), stepped('adam', 0)];
  for (const { value, count } of one.blocks) {
    expect(floats(one.tagger, value, count)).toEqual(floats(other.tagger, value, count));
  }
});
