import { expect, test } from '@jest/globals';
import type { Tagger } from '../../../src/model/tagger.js';
import {
  clipFactor,
  gradientNorm,
  median,
  weightsAreFinite,
} from '../../../src/training/optimization/gradients.js';
import { createOptimizer } from '../../../src/training/optimization/optimizer.js';
import { randomTagger, wordDimension } from '../../model/random-tagger.js';
import { adamStep, nadamStep, sgdStep } from '../../reference/optimizer.js';
import { randomNumbers } from '../../reference/random.js';
import { relativeError } from '../../reference/relative-error.js';
import { sumOfSquares } from '../../reference/vector.js';
import { laterWorker } from '../../tensors/later-worker.js';

const optimizers = ['sgd', 'adam', 'adamw', 'nadam'] as const;
const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const momentum = 0.9;
const words = ['a', 'b', 'c', 'd', 'e'];
const noneFrozen = () => false;
const norm = (x: ArrayLike<number>) => Math.sqrt(sumOfSquares(x));

const dense = ({ engine, network: { parameters } }: Tagger) =>
  Float64Array.from(engine.memory.floats(parameters.values, parameters.count));
const rowOf = ({ engine, network: { table } }: Tagger, row: number) =>
  Float64Array.from(engine.memory.floats(table.value + row * wordDimension * 4, wordDimension));

// Gradients for the dense block and for these rows, put where a backward pass would leave them.
function putGradients({ engine, network }: Tagger, ids: readonly number[], seed: number) {
  const { memory } = engine;
  const { parameters } = network;
  const random = randomNumbers(seed);
  const dDense = random.normals(parameters.count, 0.1);
  const dRows = random.normals(ids.length * wordDimension, 0.1);
  memory.floats(parameters.gradients, parameters.count).set(dDense);
  const gradient = memory.allocate(dRows.length * 4);
  memory.floats(gradient, dRows.length).set(dRows);
  return { dDense, dRows, rows: { ids, gradient } };
}

/** One step of the reference, its moments kept from call to call. */
function createReference(optimizer: (typeof optimizers)[number], weights: Float64Array) {
  let now = { weights, velocity: weights.map(() => 0) };
  let moments: { first: ArrayLike<number>; second: ArrayLike<number> } = {
    first: weights.map(() => 0),
    second: weights.map(() => 0),
  };
  return (gradient: Float64Array, learningRate: number, step: number) => {
    if (optimizer === 'sgd') {
      now = sgdStep(now.weights, gradient, now.velocity, { learningRate, momentum });
    } else {
      const follow = optimizer === 'nadam' ? nadamStep : adamStep;
      const next = follow(now.weights, gradient, moments, { ...adam, learningRate, step });
      now = { ...now, weights: next.weights };
      moments = next.moments;
    }
    return now.weights;
  };
}

// Held against the way gone, not the weights, which hide a wrong step behind their size. Weights
// near 1 are rounded to 6e-8 in single precision, a way of a hundredth to 6e-6 a step.
test.each(optimizers.flatMap((optimizer) => [1, 2].map((threads) => ({ optimizer, threads }))))(
  '$optimizer on $threads threads goes the way of the reference, all weights and the rows of the batch',
  ({ optimizer, threads }) => {
    const tagger = randomTagger({ words });
    const worker = threads === 2 ? laterWorker(tagger.engine) : undefined;
    const { step } = createOptimizer(
      tagger.engine,
      tagger.network,
      { optimizer, momentum, weightDecay: 0 },
      () => false,
    );
    const denseBefore = dense(tagger);
    const rowsBefore = words.map((_, row) => rowOf(tagger, row));
    const denseReference = createReference(optimizer, denseBefore);
    const rowReferences = rowsBefore.map((row) => createReference(optimizer, row));
    const batches = [[0, 2, 3], [2], [0, 1], [], [0, 2, 3], [1, 3]];
    const reached: Float64Array[] = rowsBefore.slice();
    let denseReached: Float64Array = denseBefore;
    for (const [n, ids] of batches.entries()) {
      const learningRate = 0.05 / (1 + n);
      const factor = n % 2 === 0 ? 1 : 0.25;
      const { dDense, dRows, rows } = putGradients(tagger, ids, n);
      step(rows, { factor, learningRate, worker });
      const scaled = (gradient: Float64Array) => gradient.map((value) => factor * value);
      denseReached = denseReference(scaled(dDense), learningRate, n + 1);
      ids.forEach((id, slot) => {
        const gradient = dRows.slice(slot * wordDimension, (slot + 1) * wordDimension);
        reached[id] = rowReferences[id](scaled(gradient), learningRate, n + 1);
      });
    }
    const way = (after: Float64Array, before: Float64Array) => after.map((w, k) => w - before[k]);
    expect(
      relativeError(way(dense(tagger), denseBefore), way(denseReached, denseBefore)),
    ).toBeLessThan(1e-4);
    for (const row of [0, 1, 2, 3]) {
      const gone = way(rowOf(tagger, row), rowsBefore[row]);
      expect(norm(gone)).toBeGreaterThan(0);
      expect(relativeError(gone, way(reached[row], rowsBefore[row]))).toBeLessThan(1e-4);
    }
    expect(rowOf(tagger, 4)).toEqual(rowsBefore[4]);
  },
);

// Weights that begin at zero are the way itself, of which nothing is rounded off: close enough to
// tell the momentum of one step from that of the next, a ten-thousandth of it.
test.each(optimizers)('%s from zero matches the reference to the last digits', (name) => {
  const tagger = randomTagger({ words });
  const { engine, network } = tagger;
  const { parameters } = network;
  engine.kernels.fill(parameters.count, 0, parameters.values);
  const options = { optimizer: name, momentum, weightDecay: 0 };
  const { step } = createOptimizer(engine, network, options, noneFrozen);
  const reference = createReference(name, dense(tagger));
  let reached: Float64Array = dense(tagger);
  for (let n = 1; n <= 3; n++) {
    const { dDense, rows } = putGradients(tagger, [], n);
    step(rows, { factor: 1, learningRate: 0.1 });
    reached = reference(dDense, 0.1, n);
  }
  // 1 - 0.999 in single precision is off by a hundred-thousandth of itself, and its root by half of
  // that.
  expect(relativeError(dense(tagger), reached)).toBeLessThan(1e-5);
});

test.each(optimizers)(
  '%s leaves a row that is not in the batch, whatever it did before',
  (optimizer) => {
    const tagger = randomTagger({ words });
    const { step } = createOptimizer(
      tagger.engine,
      tagger.network,
      { optimizer, momentum, weightDecay: 0 },
      () => false,
    );
    step(putGradients(tagger, [0, 1], 1).rows, { factor: 1, learningRate: 0.1 });
    const before = rowOf(tagger, 1);
    step(putGradients(tagger, [0], 2).rows, { factor: 1, learningRate: 0.1 });
    expect(rowOf(tagger, 1)).toEqual(before);
  },
);

test.each(optimizers)('%s skips a frozen row, and moves the others of its batch', (optimizer) => {
  const tagger = randomTagger({ words });
  const isFrozen = (row: number) => row === 2;
  const { step } = createOptimizer(
    tagger.engine,
    tagger.network,
    { optimizer, momentum, weightDecay: 0 },
    isFrozen,
  );
  const before = [1, 2, 3].map((row) => rowOf(tagger, row));
  step(putGradients(tagger, [1, 2, 3], 1).rows, { factor: 1, learningRate: 0.1 });
  const after = [1, 2, 3].map((row) => rowOf(tagger, row));
  expect(after[1]).toEqual(before[1]);
  expect(after[0]).not.toEqual(before[0]);
  expect(after[2]).not.toEqual(before[2]);
});

test.each(optimizers)('%s never moves the padding between parameters', (optimizer) => {
  const tagger = randomTagger({ words });
  const { engine, network } = tagger;
  const { list, values, count, gradients } = network.parameters;
  const { step } = createOptimizer(
    engine,
    network,
    { optimizer, momentum, weightDecay: 0 },
    noneFrozen,
  );
  const { rows } = putGradients(tagger, [0], 1);
  const isPadding = (place: number) =>
    list.every(({ value, count }) => {
      const first = (value - values) / 4;
      return place < first || place >= first + count;
    });
  const padding = Array.from({ length: count }, (_, place) => place).filter(isPadding);
  expect(padding.length).toBeGreaterThan(0);
  for (const place of padding) engine.memory.floats(gradients, count)[place] = 0;
  for (let n = 0; n < 3; n++) step(rows, { factor: 1, learningRate: 0.1 });
  for (const place of padding) expect(engine.memory.floats(values, count)[place]).toBe(0);
});

test('the norm of a gradient includes parameters and rows', () => {
  const tagger = randomTagger({ words });
  const { dDense, dRows, rows } = putGradients(tagger, [1, 3], 1);
  const found = gradientNorm(tagger.engine, tagger.network, rows, noneFrozen);
  expect(relativeError([found], [norm([...dDense, ...dRows])])).toBeLessThan(1e-6);
});

test('a frozen row does not add to the norm of the gradient', () => {
  const tagger = randomTagger({ words });
  const { dDense, dRows, rows } = putGradients(tagger, [1, 3], 1);
  const found = gradientNorm(tagger.engine, tagger.network, rows, (row) => row === 3);
  const learned = [...dDense, ...dRows.slice(0, wordDimension)];
  expect(relativeError([found], [norm(learned)])).toBeLessThan(1e-6);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'a gradient with one %d has no finite norm',
  (value) => {
    const tagger = randomTagger({ words });
    const { rows } = putGradients(tagger, [1, 3], 1);
    const { engine, network } = tagger;
    const places = [
      network.parameters.find('output.bias').gradient,
      network.parameters.find('encoder.weight_ih_l0').gradient,
      rows.gradient + (2 * wordDimension - 1) * 4,
    ];
    for (const place of places) {
      const [before] = engine.memory.floats(place, 1);
      engine.memory.floats(place, 1)[0] = value;
      expect(Number.isFinite(gradientNorm(engine, network, rows, noneFrozen))).toBe(false);
      engine.memory.floats(place, 1)[0] = before;
    }
    expect(Number.isFinite(gradientNorm(engine, network, rows, noneFrozen))).toBe(true);
  },
);

test.each([Number.NaN, Number.NEGATIVE_INFINITY])('one weight of %d is detected', (value) => {
  const { engine, network } = randomTagger({ words });
  const { table, parameters } = network;
  const places = [
    parameters.find('crf.end').value,
    parameters.find('encoder.weight_hh_l0_reverse').value + 4,
    table.value,
    table.value + (table.rows * table.width - 1) * 4,
  ];
  for (const place of places) {
    const [before] = engine.memory.floats(place, 1);
    engine.memory.floats(place, 1)[0] = value;
    expect(weightsAreFinite(engine, network)).toBe(false);
    engine.memory.floats(place, 1)[0] = before;
  }
  expect(weightsAreFinite(engine, network)).toBe(true);
});

test('a gradient is scaled down to the allowed norm, and never up', () => {
  expect(clipFactor(10, 5)).toBe(0.5);
  expect(clipFactor(5, 5)).toBe(1);
  expect(clipFactor(1, 5)).toBe(1);
  expect(clipFactor(0, 5)).toBe(1);
});

test('with an allowed norm of 0 no gradient is clipped', () => {
  expect(clipFactor(1e30, 0)).toBe(1);
});

test('the median is the middle number, or the mean of the two in the middle', () => {
  expect(median([10, 9, 100])).toBe(10);
  expect(median([4, 100, 1, 2])).toBe(3);
  expect(median([7])).toBe(7);
});
