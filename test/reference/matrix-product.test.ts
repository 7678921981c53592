import { expect, test } from '@jest/globals';
import { matrixProduct } from './matrix-product.js';

// (2, 3) times (3, 2), each also stored transposed.
const a = [1, 2, 3, 4, 5, 6];
const aTransposed = [1, 4, 2, 5, 3, 6];
const b = [7, 8, 9, 10, 11, 12];
const bTransposed = [7, 9, 11, 8, 10, 12];
const product = [58, 64, 139, 154];

test.each([
  { orientation: 'A·B', left: a, right: b },
  { orientation: 'A·Bᵀ', left: a, right: bTransposed },
  { orientation: 'Aᵀ·B', left: aTransposed, right: b },
] as const)('$orientation gives the product worked by hand', ({ orientation, left, right }) => {
  const sizes = { orientation, rows: 2, inner: 3, columns: 2 };
  expect([...matrixProduct(left, right, sizes)]).toEqual(product);
});

test('the bias is added to every row and the product to what was there', () => {
  const sizes = { orientation: 'A·B', rows: 2, inner: 3, columns: 2 } as const;
  const onto = [1000, 2000, 3000, 4000];
  expect([...matrixProduct(a, b, { ...sizes, bias: [0.5, 0.25] })]).toEqual([
    58.5, 64.25, 139.5, 154.25,
  ]);
  expect([...matrixProduct(a, b, { ...sizes, onto })]).toEqual([1058, 2064, 3139, 4154]);
  expect(onto).toEqual([1000, 2000, 3000, 4000]);
});

test('rows and columns may differ from each other and from the inner size', () => {
  const sizes = { orientation: 'A·B', rows: 1, inner: 2, columns: 3 } as const;
  expect([...matrixProduct([2, 3], [1, 10, 100, 1000, 10_000, 100_000], sizes)]).toEqual([
    3002, 30_020, 300_200,
  ]);
});

test('an inner size of 0 leaves the bias alone', () => {
  const sizes = { orientation: 'A·Bᵀ', rows: 2, inner: 0, columns: 1 } as const;
  expect([...matrixProduct([], [], { ...sizes, bias: [3] })]).toEqual([3, 3]);
});
