import { expect, test } from '@jest/globals';
import { dropoutForward } from '../../src/layers/dropout.js';
import { createRandom } from '../../src/tensors/random.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { matrixOf, valuesOf } from '../tensors/matrix-of.js';

const numbers = Float64Array.from({ length: 50 * 7 }, (_, k) => k + 1);

test.each([0.1, 0.5, 0.75])('at rate %d elements are dropped or grow by 1 / (1 - rate)', (rate) => {
  const engine = freshEngine();
  const { output } = dropoutForward(engine, matrixOf(engine, numbers, 7), rate, createRandom(1));
  const factors = valuesOf(engine, output).map((value, k) => value / numbers[k]);
  const kept = factors.filter((factor) => factor !== 0);
  for (const factor of kept) expect(factor).toBeCloseTo(1 / (1 - rate), 5);
  const deviation = Math.sqrt((rate * (1 - rate)) / numbers.length);
  expect(Math.abs(kept.length / numbers.length - (1 - rate))).toBeLessThan(5 * deviation);
});

test('the gradient passes where the element stayed, grown as much, and nowhere else', () => {
  const engine = freshEngine();
  const layer = dropoutForward(engine, matrixOf(engine, numbers, 7), 0.5, createRandom(2));
  const ones = matrixOf(engine, new Float64Array(numbers.length).fill(1), 7);
  const gradient = valuesOf(engine, layer.backward(ones));
  expect(gradient).toEqual(valuesOf(engine, layer.output).map((value, k) => value / numbers[k]));
});

test('each call draws another mask, and the same seed the same masks', () => {
  const masks = (seed: number) => {
    const [engine, random] = [freshEngine(), createRandom(seed)];
    return [0, 1].map(() => {
      const x = matrixOf(engine, numbers, 7);
      return valuesOf(engine, dropoutForward(engine, x, 0.5, random).output);
    });
  };
  const [first, second] = masks(3);
  expect(first).not.toEqual(second);
  expect(masks(3)).toEqual([first, second]);
});

test('at rate 0 nothing changes and no randomness is drawn', () => {
  const [engine, random] = [freshEngine(), createRandom(4)];
  const x = matrixOf(engine, numbers, 7);
  const layer = dropoutForward(engine, x, 0, random);
  expect(valuesOf(engine, layer.output)).toEqual(numbers);
  expect(layer.backward(x)).toBe(x);
  expect(random.uint32()).toBe(createRandom(4).uint32());
});
