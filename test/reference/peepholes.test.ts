import { expect, test } from '@jest/globals';
import { finiteDifferences } from './finite-differences.js';
import { peepholes, peepholesBackward } from './peepholes.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { dot } from './vector.js';

test('i, f and o see the cell state of their row through their own weight, g sees nothing', () => {
  const z = new Float64Array(8);
  const found = peepholes(z, Float64Array.of(1, 10), Float64Array.of(2, 3, 5));
  expect([...found]).toEqual([2, 3, 0, 5, 20, 30, 0, 50]);
});

test.each([
  [1, 1],
  [4, 3],
])('the gradients match finite differences for %i rows of %i units', (rows, H) => {
  const random = randomNumbers(rows * 10 + H);
  const z = random.normals(rows * 4 * H);
  const cell = random.normals(rows * H);
  const peephole = random.normals(3 * H);
  const dZ = random.normals(rows * 4 * H);
  const loss = () => dot(dZ, peepholes(z, cell, peephole));
  const { dPeephole, dCell } = peepholesBackward(dZ, cell, peephole);
  expect(relativeError(dPeephole, finiteDifferences(loss, peephole))).toBeLessThan(1e-6);
  expect(relativeError(dCell, finiteDifferences(loss, cell))).toBeLessThan(1e-6);
});
