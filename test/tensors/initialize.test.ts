import { expect, test } from '@jest/globals';
import {
  initializeGlorot,
  initializeOrthogonal,
  initializeUniform,
} from '../../src/tensors/initialize.js';
import type { Engine } from '../../src/tensors/matrix.js';
import { createRandom } from '../../src/tensors/random.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { matrixProduct } from '../reference/matrix-product.js';

function initialized(
  count: number,
  initialize: (engine: Engine, address: number) => void,
): Float64Array {
  const engine = freshEngine();
  const { memory } = engine;
  const address = memory.allocate(count * 4 + 64);
  initialize(engine, address);
  expect(memory.floats(address + count * 4, 1)[0]).toBeNaN();
  return Float64Array.from(memory.floats(address, count));
}

test.each([1, 2, 3, 8, 17, 100])(
  'rows and columns of an orthogonal matrix of %i are orthonormal within 1e-5',
  (size) => {
    const W = initialized(size * size, (engine, address) =>
      initializeOrthogonal(engine, address, size, createRandom(size)),
    );
    const shape = { rows: size, columns: size, inner: size };
    for (const orientation of ['A·Bᵀ', 'Aᵀ·B'] as const) {
      const product = matrixProduct(W, W, { orientation, ...shape });
      const farthest = product.reduce((most, x, k) => {
        const identity = k % (size + 1) === 0 ? 1 : 0;
        return Math.max(most, Math.abs(x - identity));
      }, 0);
      expect(farthest).toBeLessThan(1e-5);
    }
  },
);

test('Glorot weights lie within √(6 / (inputs + outputs)), reach it and have its variance', () => {
  const shape = { inputs: 60, outputs: 90 };
  const values = initialized(5400, (engine, address) =>
    initializeGlorot(engine, address, shape, createRandom(1)),
  );
  const limit = Math.sqrt(6 / 150);
  const largest = values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  expect(largest).toBeLessThanOrEqual(limit);
  expect(largest).toBeGreaterThan(0.99 * limit);
  const variance = values.reduce((sum, x) => sum + x * x, 0) / values.length;
  expect(Math.abs(variance / (2 / 150) - 1)).toBeLessThan(0.1);
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan(0.05 * limit);
});

test('uniform weights lie within their limit on both sides', () => {
  const values = initialized(1000, (engine, address) =>
    initializeUniform(engine, { address, count: 1000 }, 0.25, createRandom(2)),
  );
  expect(Math.max(...values)).toBeGreaterThan(0.24);
  expect(Math.max(...values)).toBeLessThan(0.25);
  expect(Math.min(...values)).toBeLessThan(-0.24);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(-0.25);
});

test('the same seed gives the same weights, another seed gives others', () => {
  const orthogonal = (seed: number) =>
    initialized(25, (engine, address) =>
      initializeOrthogonal(engine, address, 5, createRandom(seed)),
    );
  expect(orthogonal(1)).toEqual(orthogonal(1));
  expect(orthogonal(1)).not.toEqual(orthogonal(2));
});
