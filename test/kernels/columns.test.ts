import { expect, test } from '@jest/globals';
import { gatherColumns, scatterAddColumns } from '../reference/columns.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { countedSettings, guardedArena } from './guarded-arena.js';
import { strideRows, unstrideRows } from './strided-rows.js';

const columns = 19;
const scale = 1.5;

const cases = countedSettings.flatMap((setting) => [0, 1, 3].map((rows) => ({ ...setting, rows })));

/** Every column once at most, in rising order. */
function chosen(count: number): number[] {
  const step = count > 9 ? 1 : 2;
  return Array.from({ length: count }, (_, k) => step * k + 1);
}

test.each(cases)(
  '$arithmetic gatherColumns picks and scales $count columns of $rows rows, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset, rows }) => {
    const x = randomNumbers(count).normals(rows * columns);
    const arena = guardedArena(arithmetic, byteOffset);
    const matrix = arena.floats(strideRows(x, columns, columns + 2));
    const ids = arena.integers(chosen(count));
    const out = arena.space(rows * (count + 3));
    arena.run([out], (kernels) => {
      const from = [ids.address, scale, matrix.address, columns + 2] as const;
      kernels.gatherColumns(rows, count, ...from, out.address, count + 3);
    });
    const picked = unstrideRows(out.floats(), count, count + 3);
    const expected = gatherColumns(x, columns, chosen(count), scale);
    expect(relativeError(picked, expected)).toBeLessThan(1e-6);
  },
);

test.each(cases)(
  '$arithmetic scatterAddColumns adds $count columns of $rows rows, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset, rows }) => {
    const random = randomNumbers(count);
    const [x, before] = [random.normals(rows * count), random.normals(rows * columns)];
    const arena = guardedArena(arithmetic, byteOffset);
    const picked = arena.floats(strideRows(x, count, count + 3));
    const ids = arena.integers(chosen(count));
    const out = arena.floats(strideRows(before, columns, columns + 2));
    arena.run([out], (kernels) => {
      const from = [ids.address, scale, picked.address, count + 3] as const;
      kernels.scatterAddColumns(rows, count, ...from, out.address, columns + 2);
    });
    const indices = chosen(count);
    const expected = scatterAddColumns(before, columns, x, { indices, scale });
    expect(relativeError(unstrideRows(out.floats(), columns, columns + 2), expected)).toBeLessThan(
      1e-6,
    );
  },
);
