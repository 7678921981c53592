import { expect, test } from '@jest/globals';
import {
  addColumnSums,
  addProduct,
  addTransposedProduct,
  affine,
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  multiply,
  pack,
  packTransposed,
  rowAddress,
  zeroMatrix,
} from '../../src/tensors/matrix.js';
import { builds, freshEngine } from '../kernels/fresh-engine.js';
import { elementCounts } from '../kernels/guarded-arena.js';
import { matrixProduct } from '../reference/matrix-product.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { matrixOf, valuesOf } from './matrix-of.js';

// A sum of 64 rounded products at most; the numbers are of one sign, so that no sum cancels.
const tolerance = 1e-6;
const pool = randomNumbers(1).normals(30000).map(Math.abs);

const sizes = [
  ...elementCounts.flatMap((rows) => [1, 4, 5, 17].map((inner) => [rows, 5, inner])),
  ...elementCounts.map((columns) => [3, columns, 4]),
  ...elementCounts.map((inner) => [5, 8, inner]),
  ...[33, 64].flatMap((columns) => [1, 2, 3, 33].map((rows) => [rows, columns, 64])),
].map(([rows, columns, inner]) => ({ rows, columns, inner }));

/** Columns from the third on of a wider matrix, so that the stride is larger than the width. */
function view(engine: Engine, values: Float64Array, columns: number): Matrix {
  const rows = columns === 0 ? 0 : values.length / columns;
  const whole = allocateMatrix(engine, rows, columns + 5);
  const part = columnsOf(whole, 2, columns);
  for (let row = 0; row < rows; row++) {
    const target = engine.memory.floats(rowAddress(part, row), columns);
    target.set(values.subarray(row * columns, (row + 1) * columns));
  }
  return part;
}

const cases = builds.flatMap((build) => sizes.map((size) => ({ build, ...size })));

test.each(cases)(
  '$build A·B, with a bias and onto a sum agree with the reference for $rows rows, $columns columns, depth $inner',
  ({ build, rows, columns, inner }) => {
    const engine = freshEngine(build);
    const [a, b] = [pool.slice(0, rows * inner), pool.slice(5000, 5000 + inner * columns)];
    const [row, onto] = [pool.slice(20000, 20000 + columns), pool.slice(9, 9 + rows * columns)];
    const A = { ...view(engine, a, inner), rows };
    const B = pack(engine, { ...view(engine, b, columns), rows: inner });
    const bias = matrixOf(engine, row, columns);
    const options = { orientation: 'A·B', rows, columns, inner } as const;
    const errorOf = (out: Matrix, extra: object) =>
      relativeError(valuesOf(engine, out), matrixProduct(a, b, { ...options, ...extra }));

    const out = { ...view(engine, onto, columns), rows };
    addProduct(engine, A, B, out);
    expect(errorOf(out, { onto })).toBeLessThan(tolerance);
    affine(engine, A, { B, b: bias.address }, out);
    expect(errorOf(out, { bias: row })).toBeLessThan(tolerance);
    multiply(engine, A, B, out);
    expect(errorOf(out, {})).toBeLessThan(tolerance);
  },
);

test.each(cases)(
  '$build A·Bᵀ agrees with the reference for $rows rows, $columns columns, depth $inner',
  ({ build, rows, columns, inner }) => {
    const engine = freshEngine(build);
    const [a, b] = [pool.slice(0, rows * inner), pool.slice(5000, 5000 + inner * columns)];
    const out = allocateMatrix(engine, rows, columns);
    const B = packTransposed(engine, { ...view(engine, b, inner), rows: columns });
    multiply(engine, { ...view(engine, a, inner), rows }, B, out);
    const expected = matrixProduct(a, b, { orientation: 'A·Bᵀ', rows, columns, inner });
    expect(relativeError(valuesOf(engine, out), expected)).toBeLessThan(tolerance);
  },
);

test.each(cases)(
  '$build Aᵀ·B is added to the output for $rows rows, $columns columns, depth $inner',
  ({ build, rows, columns, inner }) => {
    const engine = freshEngine(build);
    const [a, b] = [pool.slice(0, rows * inner), pool.slice(5000, 5000 + inner * columns)];
    const onto = pool.slice(9, 9 + rows * columns);
    const out = { ...view(engine, onto, columns), rows };
    const [A, B] = [view(engine, a, rows), view(engine, b, columns)];
    const { bytes } = engine.memory.usage();
    addTransposedProduct(engine, { ...A, rows: inner }, { ...B, rows: inner }, out);
    const expected = matrixProduct(a, b, { orientation: 'Aᵀ·B', rows, columns, inner, onto });
    expect(relativeError(valuesOf(engine, out), expected)).toBeLessThan(tolerance);
    expect(engine.memory.usage().bytes).toBe(bytes);
  },
);

test('a zero matrix is zero even if the memory held something else', () => {
  const engine = freshEngine();
  expect(valuesOf(engine, zeroMatrix(engine, 7, 5))).toEqual(new Float64Array(35));
});

test('columns of a matrix are the same numbers, not a copy', () => {
  const engine = freshEngine();
  const matrix = matrixOf(engine, [1, 2, 3, 4, 5, 6], 3);
  const part = columnsOf(matrix, 1, 2);
  expect(Array.from(valuesOf(engine, part))).toEqual([2, 3, 5, 6]);
  engine.memory.floats(rowAddress(part, 1), 1)[0] = 50;
  expect(Array.from(valuesOf(engine, matrix))).toEqual([1, 2, 3, 4, 50, 6]);
});

test('the sums of columns are added to the output', () => {
  const engine = freshEngine();
  const matrix = matrixOf(engine, [1, 2, 3, 4, 5, 6], 3);
  const sums = matrixOf(engine, [10, 20], 2);
  addColumnSums(engine, columnsOf(matrix, 1, 2), sums.address);
  expect(Array.from(valuesOf(engine, sums))).toEqual([17, 29]);
});
