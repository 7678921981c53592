import { expect, test } from '@jest/globals';
import {
  dropoutForward,
  type MaskSharing,
  maskSharings,
  weightDropoutForward,
} from '../../src/layers/dropout.js';
import { type DroppedInput, layOutSteps } from '../../src/layers/layer.js';
import type { Engine } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import { createRandom, type Random } from '../../src/tensors/random.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';
import { fromTimeMajor } from './time-major.js';

const lengths = [20, 17, 9, 4];
const rows = 50;
const width = 7;
const numbers = Float64Array.from({ length: rows * width }, (_, k) => k + 1);
const rates = [0.1, 0.5, 0.75];
const cases = maskSharings.flatMap((sharing) => rates.map((rate) => ({ sharing, rate })));

function drop(engine: Engine, rate: number, sharing: MaskSharing, random: Random): DroppedInput {
  const steps = layOutSteps(engine, lengths);
  return dropoutForward(engine, matrixOf(engine, numbers, width), steps, { rate, sharing, random });
}

/** By what each number was multiplied, whether it is there or its whole column is left out. */
function factorsOf(engine: Engine, { x, columns }: DroppedInput): Float64Array {
  const kept = columns && [...engine.memory.integers(columns.ids, columns.count)];
  const values = valuesOf(engine, x);
  return numbers.map((number, k) => {
    if (!kept) return values[k] / number;
    const place = kept.indexOf(k % width);
    return place < 0 ? 0 : values[Math.floor(k / width) * kept.length + place] / number;
  });
}

test.each(rates)('at rate %d numbers are dropped or grow by 1 / (1 - rate), each alone', (rate) => {
  const engine = freshEngine();
  const factors = factorsOf(engine, drop(engine, rate, 'token', createRandom(1)));
  const kept = factors.filter((factor) => factor !== 0);
  for (const factor of kept) expect(factor).toBeCloseTo(1 / (1 - rate), 5);
  const deviation = Math.sqrt((rate * (1 - rate)) / numbers.length);
  expect(Math.abs(kept.length / numbers.length - (1 - rate))).toBeLessThan(5 * deviation);
});

test('all steps of a sentence lose the same columns, other sentences others', () => {
  const engine = freshEngine();
  const factors = factorsOf(engine, drop(engine, 0.5, 'sentence', createRandom(1)));
  const masks = fromTimeMajor(factors, lengths, width).map((sentence) => {
    const first = [...sentence.subarray(0, width)];
    for (let t = 0; t < sentence.length; t += width) {
      expect([...sentence.subarray(t, t + width)]).toEqual(first);
    }
    return first.map((factor) => (factor === 0 ? '0' : '1')).join('');
  });
  expect(new Set(masks).size).toBe(lengths.length);
});

test.each(rates)('a batch loses the share %d of its columns, rounded, and keeps one', (rate) => {
  const engine = freshEngine();
  const dropped = drop(engine, rate, 'batch', createRandom(1));
  const keptCount = Math.max(1, width - Math.round(width * rate));
  expect(dropped.columns?.count).toBe(keptCount);
  expect(dropped.x.columns).toBe(keptCount);
  const factors = factorsOf(engine, dropped);
  for (const factor of factors.filter((factor) => factor !== 0)) {
    expect(factor).toBeCloseTo(width / keptCount, 5);
  }
  expect(factors.filter((factor) => factor !== 0)).toHaveLength(keptCount * rows);
});

test.each(cases)(
  'the gradient is dropped and scaled like the number: one mask a $sharing, rate $rate',
  ({ sharing, rate }) => {
    const engine = freshEngine();
    const dropped = drop(engine, rate, sharing, createRandom(2));
    const factors = factorsOf(engine, dropped);
    const ones = new Float64Array(rows * dropped.x.columns).fill(1);
    const gradient = valuesOf(engine, dropped.backward(matrixOf(engine, ones, dropped.x.columns)));
    gradient.forEach((value, k) => {
      expect(value).toBeCloseTo(factors[k], 5);
    });
  },
);

test.each(maskSharings)('each call draws another mask for a %s, the same seed the same', (what) => {
  const masks = (seed: number) => {
    const [engine, random] = [freshEngine(), createRandom(seed)];
    return [0, 1].map(() => factorsOf(engine, drop(engine, 0.5, what, random)));
  };
  const [first, second] = masks(3);
  expect(first).not.toEqual(second);
  expect(masks(3)).toEqual([first, second]);
});

test.each(maskSharings)('at rate 0 nothing changes and no randomness is drawn, %s', (sharing) => {
  const [engine, random] = [freshEngine(), createRandom(4)];
  const dropped = drop(engine, 0, sharing, random);
  expect(dropped.columns).toBeUndefined();
  expect(valuesOf(engine, dropped.x)).toEqual(numbers);
  expect(dropped.backward(dropped.x)).toBe(dropped.x);
  expect(random.uint32()).toBe(createRandom(4).uint32());
});

test('weights are dropped in a copy, and of the gradient the same ones', () => {
  const engine = freshEngine();
  const { list } = allocateParameters(engine, [{ name: 'weight', shape: [rows, width] }], true);
  const [weight] = list;
  const floats = (address: number) =>
    Float64Array.from(engine.memory.floats(address, rows * width));
  engine.memory.floats(weight.value, rows * width).set(numbers);
  engine.memory.floats(weight.gradient, rows * width).fill(1);
  const dropped = weightDropoutForward(engine, weight, 0.5, 1);
  expect(floats(weight.value)).toEqual(numbers);
  expect(dropped.weight.gradient).toBe(weight.gradient);
  const factors = floats(dropped.weight.value).map((value, k) => value / numbers[k]);
  expect(new Set(factors)).toEqual(new Set([0, 2]));
  dropped.backward(engine);
  expect(floats(weight.gradient)).toEqual(factors);
});
