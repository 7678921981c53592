import { expect, test } from '@jest/globals';
import {
  compileBuild,
  compileFastest,
  type IntegerBuild,
  type IntegerProduct,
  instantiateIntegers,
} from '../../src/kernels/integer-module.js';
import { isRightProduct } from '../../src/kernels/wide-integers.js';
import { randomNumbers } from '../reference/random.js';
import { type WholeNumbers, wholeNumbers, wholeProduct } from '../reference/whole-numbers.js';
import { freshEngine } from './fresh-engine.js';
import { elementCounts, guardedArena } from './guarded-arena.js';
import { strideRows, unstrideRows } from './strided-rows.js';

// freshEngine has enabled relaxed SIMD, if the engine can have it.
const { memory } = freshEngine();
const exportsOf = (module: WebAssembly.Module) =>
  new WebAssembly.Instance(module, { env: { memory: memory.memory } }).exports;

const builds = (['plain', 'relaxed'] as const).flatMap((build) => {
  const module = compileBuild(build);
  if (!module || (build === 'relaxed' && !sumsAreRight(module))) return [];
  return [0, 1].map((tall) => {
    const { short } = instantiateIntegers(exportsOf, { short: module, long: module, tall });
    return { build, tall, product: short };
  });
});
// The V8 of Node 20, whose relaxed SIMD is experimental, doubles them.
function sumsAreRight(module: WebAssembly.Module): boolean {
  const { sumOfBytes } = exportsOf(module) as { sumOfBytes(a: number, b: number): number };
  return sumOfBytes(-1, 0x7f7f7f7f) === 4 * -1 * 127;
}

const plain = builds.filter(({ build }) => build === 'plain');

const sizes = elementCounts
  .slice(1)
  .flatMap((K) => [1, 4, 16, 22].flatMap((N) => [1, 2, 3, 4, 7].map((M) => ({ M, N, K }))));
const gap = 3;
const pool = randomNumbers(1).normals(4000);

interface Case {
  readonly M: number;
  readonly N: number;
  readonly K: number;
  readonly steps: { readonly left: number; readonly right: number };
  readonly byteOffset: number;
}

/** The engine's product of numbers from the pool, and the expected one. */
function multiplied(
  { bytes, tall, addIntegerProduct }: IntegerProduct,
  { M, N, K, steps, byteOffset }: Case,
) {
  const [a, b, onto] = [M * K, N * K, M * N].map((count, part) =>
    pool.slice(part * 1000, part * 1000 + count),
  );
  const arena = guardedArena('exact', byteOffset);
  const left = arena.floats(strideRows(a, K, K + gap));
  const right = arena.floats(strideRows(b, K, K + gap));
  const out = arena.floats(strideRows(onto, N, N + gap));
  const size = arena.run([], (kernels) => ({
    rows: (M * kernels.integerRowBytes(K, bytes)) / 4,
    panels: kernels.weightPanelBytes(N, K, bytes) / 4,
  }));
  const rows = arena.space(size.rows);
  const panels = arena.space(size.panels);
  const scales = arena.space(Math.ceil(N / 16) * 16);
  arena.run([rows], (kernels) =>
    kernels.quantizeRows(M, K, left.address, K + gap, bytes, steps.left, 0, rows.address),
  );
  arena.run([panels, scales], (kernels) =>
    kernels.packWeights(
      N,
      K,
      right.address,
      K + gap,
      bytes,
      steps.right,
      panels.address,
      scales.address,
    ),
  );
  arena.run([out], () =>
    addIntegerProduct(
      M,
      N,
      K,
      rows.address,
      panels.address,
      scales.address,
      out.address,
      N + gap,
      tall,
    ),
  );
  const wholeRows = (x: Float64Array, count: number, steps: number): WholeNumbers[] =>
    Array.from({ length: count }, (_, row) =>
      wholeNumbers(x.subarray(row * K, (row + 1) * K), steps),
    );
  return {
    found: Array.from(unstrideRows(out.floats(), N, N + gap)),
    expected: Array.from(
      wholeProduct(wholeRows(a, M, steps.left), wholeRows(b, N, steps.right), onto),
    ),
  };
}

test.each(builds)(
  'the $build product of 8 bits, tall $tall, has the bits of the reference',
  ({ product }) => {
    const steps = { left: 127, right: 63 };
    for (const byteOffset of [0, 4]) {
      for (const size of sizes) {
        const { found, expected } = multiplied(product, { ...size, steps, byteOffset });
        expect(found).toEqual(expected);
      }
    }
  },
);

test.each(plain)(
  'the plain product of 16 bits, tall $tall, has the bits of the reference',
  ({ product }) => {
    for (const size of sizes) {
      const most = Math.min(32767, Math.floor(Math.sqrt((2 ** 31 - 1) / size.K)));
      const steps = { left: most, right: most };
      const { found, expected } = multiplied(product, { ...size, steps, byteOffset: 0 });
      expect(found).toEqual(expected);
    }
  },
);

/** Sums of products of numbers that all are 1 or all are -1, in rows of two panels. */
function extremes({ bytes, tall, addIntegerProduct }: IntegerProduct, steps: Case['steps']) {
  const { memory, kernels } = freshEngine();
  const [K, N] = [200, 22];
  const place = (numbers: readonly number[]) => {
    const address = memory.allocate(numbers.length * 4);
    memory.floats(address, numbers.length).set(numbers);
    return address;
  };
  const left = place([...new Array(K).fill(1), ...new Array(K).fill(-1)]);
  const right = place(Array.from({ length: N * K }, (_, at) => (at < K ? -1 : 1)));
  const out = place(new Array(2 * N).fill(0));
  const rows = memory.allocate(2 * kernels.integerRowBytes(K, bytes));
  const panels = memory.allocate(kernels.weightPanelBytes(N, K, bytes));
  const scales = memory.allocate(128);
  kernels.quantizeRows(2, K, left, K, bytes, steps.left, 1, rows);
  kernels.packWeights(N, K, right, K, bytes, steps.right, panels, scales);
  addIntegerProduct(2, N, K, rows, panels, scales, out, N, tall);
  return Array.from(memory.floats(out, 2 * N));
}

test.each(builds)(
  'the largest products of the $build build, tall $tall, do not overflow',
  ({ product }) => {
    const row = [-200, ...new Array(21).fill(200)];
    const near = (numbers: readonly number[]) => numbers.map((x) => Math.round(x * 1000) / 1000);
    const expected = [...row, ...row.map((x) => -x)];
    expect(near(extremes(product, { left: 127, right: 63 }))).toEqual(expected);
  },
);

test.each(plain)('the largest products of 16 bits, tall $tall, do not overflow', ({ product }) => {
  const most = Math.floor(Math.sqrt((2 ** 31 - 1) / 200));
  const found = extremes(product, { left: most, right: most });
  expect(found.map(Math.round)).toEqual([
    -200,
    ...new Array(21).fill(200),
    200,
    ...new Array(21).fill(-200),
  ]);
});

test('zeros, which have no scale, add nothing', () => {
  const [{ product }] = builds;
  const { memory, kernels } = freshEngine();
  const zeros = memory.allocate(64);
  memory.floats(zeros, 16).fill(0);
  const rows = memory.allocate(kernels.integerRowBytes(4, product.bytes));
  const panels = memory.allocate(kernels.weightPanelBytes(1, 4, product.bytes));
  const scales = memory.allocate(64);
  const out = memory.allocate(4);
  memory.floats(out, 1).fill(7);
  kernels.quantizeRows(1, 4, zeros, 4, product.bytes, 127, 0, rows);
  kernels.packWeights(1, 4, zeros, 4, product.bytes, 63, panels, scales);
  product.addIntegerProduct(1, 1, 4, rows, panels, scales, out, 1, product.tall);
  expect(memory.floats(out, 1)[0]).toBe(7);
});

test.each(builds)('the $build product, tall $tall, is recognized as right', ({ product }) => {
  const { memory, kernels } = freshEngine();
  expect(isRightProduct(memory, kernels, product)).toBe(true);
});

type Multiply = IntegerProduct['addIntegerProduct'];

const wrong: Readonly<Record<string, (right: Multiply) => Multiply>> = {
  'skips the last row':
    (right) =>
    (M, ...rest) =>
      right(M - 1, ...rest),
  'skips the last column':
    (right) =>
    (M, N, ...rest) =>
      right(M, N - 1, ...rest),
  'adds twice':
    (right) =>
    (...operands) => {
      right(...operands);
      right(...operands);
    },
};

test.each(Object.keys(wrong))('a product that %s is not right', (name) => {
  const { memory, kernels } = freshEngine();
  const [{ product }] = builds;
  const addIntegerProduct = wrong[name](product.addIntegerProduct);
  expect(isRightProduct(memory, kernels, { ...product, addIntegerProduct })).toBe(false);
});

test('numbers of 8 bits take one byte or two, those of 16 bits two', () => {
  const { short, long } = instantiateIntegers(exportsOf, compileFastest(0));
  expect([1, 2]).toContain(short.bytes);
  expect(long.bytes).toBe(2);
});

const bytesOf: Readonly<Record<IntegerBuild, number>> = { plain: 2, relaxed: 1 };

test.each(builds)(
  'numbers of the $build build, tall $tall, have their own size',
  ({ build, product }) => {
    expect(product.bytes).toBe(bytesOf[build]);
  },
);
