import { expect, test } from '@jest/globals';
import { productMode } from '../../src/kernels/kernels.js';
import { matrixProduct } from '../reference/matrix-product.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { arithmetics, type Build, builds } from './fresh-engine.js';
import { elementCounts, type GuardedArena, guardedArena, settings } from './guarded-arena.js';
import { strideRows, unstrideRows } from './strided-rows.js';

// A sum of K rounded products is off by about √K · 2⁻²⁴ of its terms, and K stays below 100 here.
const tolerance = 1e-6;

const small = elementCounts.flatMap((N) => elementCounts.map((K) => ({ N, K })));
const large = [16, 33, 64].flatMap((N) => [2, 7, 33].map((K) => ({ N, K })));
const gap = 3;

// Of one sign, so that no sum cancels; one pool, since drawing anew would take longer than the
// products.
const pool = randomNumbers(1).normals(60000).map(Math.abs);

/** Arrays of these lengths, no number in two of them. */
function numbers(...lengths: number[]): Float64Array[] {
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return pool.slice(end - length, end);
  });
}

function packedRightOperand(arena: GuardedArena, B: Float64Array, N: number, K: number) {
  const source = arena.floats(strideRows(B, N, N + gap));
  const panels = arena.space(arena.run([], (kernels) => kernels.panelBytes(N, K)) / 4);
  arena.run([panels], (kernels) =>
    kernels.packPanels(N, K, source.address, N + gap, panels.address),
  );
  return panels;
}

const modes = Object.keys(productMode) as (keyof typeof productMode)[];
const products = builds.flatMap((build) =>
  [0, 4].flatMap((byteOffset) =>
    [0, 1, 2, 3, 4, 5, 8, 17].flatMap((M) => modes.map((mode) => ({ build, byteOffset, M, mode }))),
  ),
);

test.each(products)(
  '$build $mode agrees with the reference for $M rows at every width and depth, $byteOffset bytes off',
  ({ build, byteOffset, M, mode }) => {
    const wrong = [...small, ...large].filter(({ N, K }) => {
      const [A, B, bias, before] = numbers(M * K, K * N, N, M * N);
      const arena = guardedArena(build, byteOffset);
      const panels = packedRightOperand(arena, B, N, K);
      const left = arena.floats(strideRows(A, K, K + gap));
      const out = arena.floats(strideRows(before, N, N + gap));
      const biasRow = arena.floats(mode === 'addBias' ? bias : bias.map(() => Number.NaN));
      arena.run([out], (kernels) => {
        const strided = [left.address, K + gap, panels.address, out.address, N + gap] as const;
        kernels.multiplyPanels(M, N, K, ...strided, biasRow.address, productMode[mode]);
      });
      const expected = matrixProduct(A, B, {
        orientation: 'A·B',
        rows: M,
        inner: K,
        columns: N,
        bias: mode === 'addBias' ? bias : undefined,
        onto: mode === 'accumulate' ? before : undefined,
      });
      return !(relativeError(unstrideRows(out.floats(), N, N + gap), expected) < tolerance);
    });
    expect(wrong).toEqual([]);
  },
);

test.each(builds)('overwriting in %s reads nothing of the old output', (build) => {
  const arena = guardedArena(build, 0);
  const panels = packedRightOperand(arena, Float64Array.of(2, 3), 2, 1);
  const left = arena.floats([5, 7, 11]);
  const out = arena.space(6);
  arena.run([out], (kernels) =>
    kernels.multiplyPanels(3, 2, 1, left.address, 1, panels.address, out.address, 2, 0, 0),
  );
  expect(Array.from(out.floats())).toEqual([10, 15, 14, 21, 22, 33]);
});

test.each(settings)(
  '$arithmetic packing the transpose gives the same panels as packing the matrix, $byteOffset bytes off',
  ({ arithmetic, byteOffset }) => {
    for (const { N, K } of [...small, ...large]) {
      const [B] = numbers(K * N);
      const transposed = B.map((_, place) => B[(place % K) * N + Math.floor(place / K)]);
      const arena = guardedArena(arithmetic, byteOffset);
      const panels = packedRightOperand(arena, B, N, K);
      const source = arena.floats(strideRows(transposed, K, K + gap));
      const same = arena.space(panels.byteLength / 4);
      arena.run([same], (kernels) =>
        kernels.packPanelsTransposed(N, K, source.address, K + gap, same.address),
      );
      expect(same.floats()).toEqual(panels.floats());
    }
  },
);

test('panels hold sixteen columns each, the last filled up with zeros', () => {
  const B = Float64Array.from({ length: 2 * 18 }, (_, place) => place + 1);
  const panels = packedRightOperand(guardedArena('exact', 0), B, 18, 2).floats();
  expect(Array.from(panels.subarray(0, 16))).toEqual(Array.from(B.subarray(0, 16)));
  expect(Array.from(panels.subarray(16, 32))).toEqual(Array.from(B.subarray(18, 34)));
  expect(Array.from(panels.subarray(32, 64))).toEqual([
    ...[17, 18, ...new Array(14).fill(0)],
    ...[35, 36, ...new Array(14).fill(0)],
  ]);
});

test.each(settings)(
  '$arithmetic transpose swaps rows and columns of every shape, $byteOffset bytes off',
  ({ arithmetic, byteOffset }) => {
    for (const { N: rows, K: columns } of small) {
      const [A] = numbers(rows * columns);
      const outStride = rows + 2;
      const arena = guardedArena(arithmetic, byteOffset);
      const source = arena.floats(strideRows(A, columns, columns + gap));
      const out = arena.space(columns * outStride);
      arena.run([out], (kernels) =>
        kernels.transpose(rows, columns, source.address, columns + gap, out.address, outStride),
      );
      const expected = A.map((_, at) => A[(at % rows) * columns + Math.floor(at / rows)]);
      expect(unstrideRows(out.floats(), rows, outStride)).toEqual(expected);
    }
  },
);

test.each(arithmetics)(
  'the %s product of a row has the same bits whatever rows are multiplied with it, in whichever vectors',
  (arithmetic) => {
    for (const { N, K } of [...small, ...large, { N: 400, K: 100 }]) {
      const [A, B] = numbers(10 * K, K * N);
      const rowsOf = (build: Build, first: number, M: number) => {
        const arena = guardedArena(build, 0);
        const panels = packedRightOperand(arena, B, N, K);
        const left = arena.floats(A);
        const out = arena.space(M * N);
        const from = left.address + first * K * 4;
        arena.run([out], (kernels) =>
          kernels.multiplyPanels(M, N, K, from, K, panels.address, out.address, N, 0, 0),
        );
        return out.floats();
      };
      const together = rowsOf(arithmetic, 0, 10);
      for (const M of [1, 2, 3, 4, 5, 8]) {
        for (const first of [0, 1, 10 - M]) {
          const expected = together.slice(first * N, (first + M) * N);
          expect(rowsOf(arithmetic, first, M)).toEqual(expected);
          expect(rowsOf(`wide-${arithmetic}`, first, M)).toEqual(expected);
        }
      }
    }
  },
);
