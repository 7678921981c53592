import { expect, test } from '@jest/globals';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { columnSums } from '../reference/rows.js';
import * as reference from '../reference/vector.js';
import { countedSettings, guardedArena } from './guarded-arena.js';
import { strideRows, unstrideRows } from './strided-rows.js';

// A product and a sum are rounded once each, by at most 2⁻²⁴ of themselves; a long sum once a term.
const tolerance = 2e-7;

test.each(countedSettings)(
  '$arithmetic axpy agrees with the reference for $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const random = randomNumbers(count);
    const [x, y] = [random.normals(count), random.normals(count)];
    const arena = guardedArena(arithmetic, byteOffset);
    const [xs, ys] = [arena.floats(x), arena.floats(y)];
    arena.run([ys], (kernels) => kernels.axpy(count, 0.7, xs.address, ys.address));
    expect(relativeError(ys.floats(), reference.axpy(0.7, x, y))).toBeLessThan(tolerance);
  },
);

test('the exact arithmetic rounds the product and the sum, each to single precision', () => {
  const random = randomNumbers(1);
  const [x, y] = [random.normals(1000), random.normals(1000)];
  const a = Math.fround(0.7);
  const arena = guardedArena('exact', 0);
  const [xs, ys] = [arena.floats(x), arena.floats(y)];
  arena.run([ys], (kernels) => kernels.axpy(1000, a, xs.address, ys.address));
  expect(ys.floats()).toEqual(y.map((value, k) => Math.fround(Math.fround(a * x[k]) + value)));
});

test.each(countedSettings)(
  '$arithmetic dot agrees with the reference for $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const random = randomNumbers(count);
    const [x, y] = [random.normals(count), random.normals(count)];
    const arena = guardedArena(arithmetic, byteOffset);
    const [xs, ys] = [arena.floats(x), arena.floats(y)];
    const dot = arena.run([], (kernels) => kernels.dot(count, xs.address, ys.address));
    const scale = Math.sqrt(reference.sumOfSquares(x) * reference.sumOfSquares(y));
    expect(Math.abs(dot - reference.dot(x, y))).toBeLessThanOrEqual(1e-6 * scale);
  },
);

test.each(countedSettings)(
  '$arithmetic scale agrees with the reference for $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const x = randomNumbers(count).normals(count);
    const arena = guardedArena(arithmetic, byteOffset);
    const xs = arena.floats(x);
    arena.run([xs], (kernels) => kernels.scale(count, -1.3, xs.address));
    expect(relativeError(xs.floats(), reference.scale(-1.3, x))).toBeLessThan(tolerance);
  },
);

test.each(countedSettings)(
  '$arithmetic swap exchanges $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const random = randomNumbers(count);
    const arena = guardedArena(arithmetic, byteOffset);
    const [x, y] = [arena.floats(random.normals(count)), arena.floats(random.normals(count))];
    const before = [x.floats(), y.floats()];
    arena.run([x, y], (kernels) => kernels.swap(count, x.address, y.address));
    expect([y.floats(), x.floats()]).toEqual(before);
  },
);

test.each(countedSettings)(
  '$arithmetic fill sets $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const arena = guardedArena(arithmetic, byteOffset);
    const xs = arena.space(count);
    arena.run([xs], (kernels) => kernels.fill(count, -2.5, xs.address));
    expect(xs.floats()).toEqual(new Float64Array(count).fill(-2.5));
  },
);

test.each(countedSettings)(
  '$arithmetic sumOfSquares is in double precision for $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const x = randomNumbers(count).normals(count);
    const arena = guardedArena(arithmetic, byteOffset);
    const xs = arena.floats(x);
    const sum = arena.run([], (kernels) => kernels.sumOfSquares(count, xs.address));
    expect(relativeError([sum], [reference.sumOfSquares(x)])).toBeLessThan(1e-14);
  },
);

test('sumOfSquares holds squares that single precision does not', () => {
  const arena = guardedArena('exact', 0);
  const largest = 3.4028234663852886e38;
  const xs = arena.floats([largest, 1e-30, largest, 0, largest]);
  const sum = arena.run([], (kernels) => kernels.sumOfSquares(5, xs.address));
  expect(relativeError([sum], [3 * largest ** 2])).toBeLessThan(1e-14);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'sumOfSquares is not finite if one is %d',
  (x) => {
    const arena = guardedArena('exact', 0);
    for (let place = 0; place < 7; place++) {
      const values = new Float64Array(7);
      values[place] = x;
      const xs = arena.floats(values);
      const sum = arena.run([], (kernels) => kernels.sumOfSquares(7, xs.address));
      expect(Number.isFinite(sum)).toBe(false);
    }
  },
);

const shapes = [0, 1, 3].flatMap((rows) => [0, 3].map((gap) => ({ rows, gap })));

function randomRows(rows: number, columns: number, stride: number) {
  const random = randomNumbers(rows * 100 + columns);
  const x = random.normals(rows * columns);
  return { x, random, strided: strideRows(x, columns, stride) };
}

test.each(countedSettings)(
  '$arithmetic addColumnSums agrees with the reference for $count columns, $byteOffset bytes off',
  ({ arithmetic, byteOffset, count }) => {
    for (const { rows, gap } of shapes) {
      const { x, random, strided } = randomRows(rows, count, count + gap);
      const before = random.normals(count);
      const arena = guardedArena(arithmetic, byteOffset);
      const [xs, out] = [arena.floats(strided), arena.floats(before)];
      arena.run([out], (kernels) =>
        kernels.addColumnSums(rows, count, xs.address, count + gap, out.address),
      );
      const expected = reference.axpy(1, columnSums(x, count), before);
      expect(relativeError(out.floats(), expected)).toBeLessThan(tolerance);
    }
  },
);

test.each(countedSettings)(
  '$arithmetic copyRows copies rows of $count and nothing between them, $byteOffset bytes off',
  ({ arithmetic, byteOffset, count }) => {
    for (const { rows, gap } of shapes) {
      const { x, strided } = randomRows(rows, count, count + gap);
      const outStride = count + 2 * gap;
      const arena = guardedArena(arithmetic, byteOffset);
      const [xs, out] = [arena.floats(strided), arena.space(rows * outStride)];
      arena.run([out], (kernels) =>
        kernels.copyRows(rows, count, xs.address, count + gap, out.address, outStride),
      );
      expect(unstrideRows(out.floats(), count, outStride)).toEqual(x);
    }
  },
);

test.each(countedSettings)(
  '$arithmetic addRows adds rows of $count and nothing between them, $byteOffset bytes off',
  ({ arithmetic, byteOffset, count }) => {
    for (const { rows, gap } of shapes) {
      const { x, random, strided } = randomRows(rows, count, count + gap);
      const before = random.normals(rows * count);
      const outStride = count + 2 * gap;
      const arena = guardedArena(arithmetic, byteOffset);
      const [xs, out] = [arena.floats(strided), arena.floats(strideRows(before, count, outStride))];
      arena.run([out], (kernels) =>
        kernels.addRows(rows, count, xs.address, count + gap, out.address, outStride),
      );
      const after = unstrideRows(out.floats(), count, outStride);
      expect(relativeError(after, reference.axpy(1, x, before))).toBeLessThan(tolerance);
    }
  },
);

test.each(countedSettings)(
  '$arithmetic tanhBackward agrees with the reference for $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const random = randomNumbers(count);
    const [y, dy] = [reference.tanh(random.normals(count)), random.normals(count)];
    const arena = guardedArena(arithmetic, byteOffset);
    const [ys, dys] = [arena.floats(y), arena.floats(dy)];
    arena.run([dys], (kernels) => kernels.tanhBackward(count, ys.address, dys.address));
    const expected = reference.tanhBackward(y, dy);
    expect(relativeError(dys.floats(), expected)).toBeLessThan(tolerance);
  },
);

test.each(countedSettings)(
  '$arithmetic clamp keeps numbers within the limit and cuts the others of $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const x = randomNumbers(count).normals(count);
    const arena = guardedArena(arithmetic, byteOffset);
    const xs = arena.floats(x);
    arena.run([xs], (kernels) => kernels.clamp(count, 0.5, xs.address));
    expect(xs.floats()).toEqual(x.map((value) => Math.max(-0.5, Math.min(0.5, value))));
  },
);

test('clamp cuts the infinite and lets NaN through in every lane', () => {
  for (let place = 0; place < 7; place++) {
    const arena = guardedArena('exact', 0);
    const values = [Infinity, -Infinity, 3, -3, 2, -2, 0];
    values[place] = Number.NaN;
    const xs = arena.floats(values);
    arena.run([xs], (kernels) => kernels.clamp(7, 2, xs.address));
    const expected = [2, -2, 2, -2, 2, -2, 0];
    expected[place] = Number.NaN;
    expect([...xs.floats()]).toEqual(expected);
  }
});

test.each(countedSettings)(
  '$arithmetic findNotFinite finds the first of $count elements, $byteOffset bytes off',
  ({ arithmetic, byteOffset, count }) => {
    const x = randomNumbers(count).normals(count);
    const found = (values: ArrayLike<number>, factor: number) => {
      const arena = guardedArena(arithmetic, byteOffset);
      const { address } = arena.floats(values);
      return arena.run([], (kernels) => kernels.findNotFinite(count, factor, address));
    };
    expect(found(x, 128)).toBe(-1);
    for (const [factor, value] of [
      [1, Number.NaN],
      [1, Number.POSITIVE_INFINITY],
      [128, Number.NEGATIVE_INFINITY],
      [128, 3e38],
    ]) {
      for (let place = 0; place < count; place++) {
        expect(
          found(
            x.map((number, at) => (at >= place ? value : number)),
            factor,
          ),
        ).toBe(place);
        expect(
          found(
            x.map((number, at) => (at === place ? value : number)),
            factor,
          ),
        ).toBe(place);
      }
    }
  },
);
