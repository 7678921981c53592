import { expect, test } from '@jest/globals';
import { finiteDifferences } from './finite-differences.js';
import { lstmGates, lstmGatesBackward } from './lstm-gates.js';
import { randomNumbers } from './random.js';
import { relativeError } from './relative-error.js';
import { dot } from './vector.js';

// So far from 0 that σ is 0 or 1 to the last bit.
const open = 800;
const shut = -800;

test('the first quarter lets the candidate in, the second keeps the old cell state', () => {
  const tanhHalf = Math.tanh(0.5);
  expect([...lstmGates([open, shut, 0.5, open], [0.25], 1).cell]).toEqual([tanhHalf]);
  expect([...lstmGates([shut, open, 0.5, open], [0.25], 1).cell]).toEqual([0.25]);
  expect([...lstmGates([open, open, 0.5, open], [0.25], 1).cell]).toEqual([0.25 + tanhHalf]);
});

test('the last quarter lets the cell state out', () => {
  expect([...lstmGates([open, open, 0.5, shut], [0.25], 1).hidden]).toEqual([0]);
  expect([...lstmGates([shut, open, 0.5, open], [0.25], 1).hidden]).toEqual([Math.tanh(0.25)]);
});

test('the third quarter is a tanh, which may be negative', () => {
  expect([...lstmGates([open, shut, -800, open], [0.25], 1).cell]).toEqual([-1]);
});

test('rows are independent of each other', () => {
  const random = randomNumbers(3);
  const z = random.normals(3 * 8);
  const cell = random.normals(3 * 2);
  const all = lstmGates(z, cell, 2);
  const second = lstmGates(z.subarray(8, 16), cell.subarray(2, 4), 2);
  expect(all.hidden.slice(2, 4)).toEqual(second.hidden);
  expect(all.cell.slice(2, 4)).toEqual(second.cell);
  expect(all.gates.slice(8, 16)).toEqual(second.gates);
});

test.each([
  [1, 1],
  [1, 5],
  [4, 3],
])('the gradients match finite differences for %i rows of %i units', (rows, H) => {
  const random = randomNumbers(rows * 10 + H);
  const z = random.normals(rows * 4 * H, 1.5);
  const cellBefore = random.normals(rows * H);
  const dHidden = random.normals(rows * H);
  const dCellAfter = random.normals(rows * H);
  const loss = () => {
    const { hidden, cell } = lstmGates(z, cellBefore, H);
    return dot(hidden, dHidden) + dot(cell, dCellAfter);
  };

  const { gates, cell: cellAfter } = lstmGates(z, cellBefore, H);
  const { dPreActivations, dCell } = lstmGatesBackward({
    gates,
    cellBefore,
    cellAfter,
    dHidden,
    dCellAfter,
    H,
  });
  expect(relativeError(dPreActivations, finiteDifferences(loss, z))).toBeLessThan(1e-6);
  expect(relativeError(dCell, finiteDifferences(loss, cellBefore))).toBeLessThan(1e-6);
});
