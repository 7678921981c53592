import { expect, test } from '@jest/globals';
import { columnsOf } from '../../src/tensors/matrix.js';
import {
  type Prepare,
  prepareInputProduct,
  prepareProduct,
  prepareStateProduct,
} from '../../src/tensors/prepared-product.js';
import { freshEngine } from '../kernels/fresh-engine.js';
import { randomNumbers } from '../reference/random.js';
import { type WholeNumbers, wholeNumbers, wholeProduct } from '../reference/whole-numbers.js';
import { matrixOf, valuesOf } from './matrix-of.js';

const [M, K, N] = [5, 35, 22];

function operands(seed: number) {
  const random = randomNumbers(seed);
  return {
    // The last row is zero, as the states before the first step are.
    A: random.normals(M * K, 0.15).fill(0, (M - 1) * K),
    B: random.normals(N * K),
    onto: random.normals(M * N),
  };
}

/** The sums in columns that others stand beside, which must stay as they are. */
function added(arithmetic: 'exact' | 'int8', prepare: Prepare, { A, B, onto }: Operands) {
  const engine = freshEngine(arithmetic);
  const addProducts = prepare(engine, matrixOf(engine, B, K));
  const joined = matrixOf(engine, new Float64Array(M * (N + 4)).fill(3), N + 4);
  const out = columnsOf(joined, 4, N);
  for (let m = 0; m < M; m++) {
    const row = onto.subarray(m * N, (m + 1) * N);
    engine.memory.floats(out.address + m * out.stride * 4, N).set(row);
  }
  addProducts(matrixOf(engine, A, K), out);
  const all = valuesOf(engine, joined);
  const isOut = (place: number) => place % (N + 4) >= 4;
  expect(all.every((number, place) => isOut(place) || number === 3)).toBe(true);
  return Array.from(all.filter((_, place) => isOut(place)));
}

type Operands = ReturnType<typeof operands>;

const rowsOf = (x: Float64Array, round: (row: Float64Array) => WholeNumbers) =>
  Array.from({ length: x.length / K }, (_, row) => round(x.subarray(row * K, (row + 1) * K)));

test('in whole numbers, states have 127 steps up to 1, and weights 63', () => {
  const { A, B, onto } = operands(1);
  const left = rowsOf(A, (row) => wholeNumbers(row, 127, 1));
  const right = rowsOf(B, (row) => wholeNumbers(row, 63));
  expect(added('int8', prepareStateProduct, { A, B, onto })).toEqual(
    Array.from(wholeProduct(left, right, onto)),
  );
});

test('in whole numbers, other inputs have the steps that a sum has room for', () => {
  const { A, B, onto } = operands(2);
  const steps = 7833;
  expect(K * steps ** 2).toBeLessThan(2 ** 31);
  expect(K * (steps + 1) ** 2).toBeGreaterThan(2 ** 31);
  const left = rowsOf(A, (row) => wholeNumbers(row, steps));
  const right = rowsOf(B, (row) => wholeNumbers(row, steps));
  expect(added('int8', prepareInputProduct, { A, B, onto })).toEqual(
    Array.from(wholeProduct(left, right, onto)),
  );
});

test.each([
  ['states', prepareStateProduct],
  ['other inputs', prepareInputProduct],
] as const)('without whole numbers, %s are multiplied as they are', (_, prepare) => {
  const given = operands(3);
  expect(added('exact', prepare, given)).toEqual(added('exact', prepareProduct, given));
});
