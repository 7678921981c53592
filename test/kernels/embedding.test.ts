import { expect, test } from '@jest/globals';
import { dequantizeRows, quantizeRows } from '../reference/quantization.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { gatherRows, scatterAddRows } from '../reference/rows.js';
import { countedSettings, elementCounts, guardedArena } from './guarded-arena.js';
import { strideRows, unstrideRows } from './strided-rows.js';

const tableRows = 6;
const gap = 3;

test.each(countedSettings)(
  '$arithmetic gatherRows picks $count rows of every width, repeated ones too, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    for (const width of elementCounts) {
      const random = randomNumbers(count * 100 + width);
      const table = random.normals(tableRows * width);
      const ids = Array.from({ length: count }, () => random.integer(tableRows));
      const arena = guardedArena(arithmetic, byteOffset);
      const [tableRegion, idRegion] = [arena.floats(table), arena.integers(ids)];
      const out = arena.space(count * (width + gap));
      arena.run([out], (kernels) => {
        const from = [tableRegion.address, idRegion.address] as const;
        kernels.gatherRows(count, width, ...from, out.address, width + gap);
      });
      const picked = unstrideRows(out.floats(), width, width + gap);
      expect(picked).toEqual(gatherRows(table, ids, width));
    }
  },
);

test.each(countedSettings)(
  '$arithmetic scatterAddRows adds $count rows of every width, several to one slot, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    for (const width of elementCounts) {
      const random = randomNumbers(count * 100 + width);
      const [x, before] = [random.normals(count * width), random.normals(3 * width)];
      const slots = Array.from({ length: count }, () => random.integer(3));
      const arena = guardedArena(arithmetic, byteOffset);
      const rows = arena.floats(strideRows(x, width, width + gap));
      const [slotRegion, out] = [arena.integers(slots), arena.floats(before)];
      arena.run([out], (kernels) => {
        const from = [rows.address, width + gap, slotRegion.address] as const;
        kernels.scatterAddRows(count, width, ...from, out.address);
      });
      const expected = scatterAddRows(before, slots, x, width);
      expect(relativeError(out.floats(), expected)).toBeLessThan(1e-6);
    }
  },
);

test.each(countedSettings)(
  '$arithmetic quantizeRow is off by half a scale at most for $count elements, $byteOffset bytes off',
  ({ arithmetic, count, byteOffset }) => {
    const x = randomNumbers(count).normals(count);
    const arena = guardedArena(arithmetic, byteOffset);
    const [row, out] = [arena.floats(x), arena.bytes(new Int8Array(count))];
    const scale = arena.run([out], (kernels) =>
      kernels.quantizeRow(count, row.address, out.address),
    );
    const { quantized, scales } = quantizeRows(x, count);
    expect(relativeError([scale], count === 0 ? [0] : scales)).toBeLessThan(1e-7);
    expect(out.bytes()).toEqual(Array.from(quantized));
    const restored = dequantizeRows(out.bytes(), [scale], count);
    const farthest = Math.max(0, ...restored.map((value, k) => Math.abs(value - x[k])));
    expect(farthest).toBeLessThanOrEqual((scale / 2) * (1 + 1e-5));
  },
);

test.each([
  {
    what: 'halves go to the even number',
    x: [127, 0.5, 1.5, 2.5, -0.5, -1.5],
    scale: 1,
    q: [127, 0, 2, 2, 0, -2],
  },
  { what: 'the largest may be negative', x: [-254, 254, 2, -2], scale: 2, q: [-127, 127, 1, -1] },
  { what: 'a row of zeros has scale 0', x: [0, -0, 0, 0, 0], scale: 0, q: [0, 0, 0, 0, 0] },
])('in a row of bytes $what', ({ x, scale, q }) => {
  const arena = guardedArena('exact', 0);
  const [row, out] = [arena.floats(x), arena.bytes(new Int8Array(x.length).fill(99))];
  expect(
    arena.run([out], (kernels) => kernels.quantizeRow(x.length, row.address, out.address)),
  ).toBe(scale);
  expect(out.bytes()).toEqual(q);
});

test('a row that holds NaN has no scale, so that its vector shows it', () => {
  const arena = guardedArena('exact', 0);
  const [row, out] = [arena.floats([1, Number.NaN, 2]), arena.bytes([0, 0, 0])];
  expect(arena.run([out], (kernels) => kernels.quantizeRow(3, row.address, out.address))).toBeNaN();
});

test.each(countedSettings)(
  '$arithmetic gatherQuantizedRows restores rows of $count bytes, $byteOffset bytes off',
  ({ arithmetic, count: width, byteOffset }) => {
    for (const rows of elementCounts) {
      const random = randomNumbers(rows * 100 + width);
      const bytes = Array.from({ length: tableRows * width }, () => random.integer(255) - 127);
      const scales = random.normals(tableRows).map(Math.abs);
      const ids = Array.from({ length: rows }, () => random.integer(tableRows));
      const arena = guardedArena(arithmetic, byteOffset);
      const [table, scaleRegion] = [arena.bytes(bytes), arena.floats(scales)];
      const [idRegion, out] = [arena.integers(ids), arena.space(rows * (width + gap))];
      arena.run([out], (kernels) => {
        const from = [table.address, scaleRegion.address, idRegion.address] as const;
        kernels.gatherQuantizedRows(rows, width, ...from, out.address, width + gap);
      });
      const expected = gatherRows(dequantizeRows(bytes, scales, width), ids, width);
      const picked = unstrideRows(out.floats(), width, width + gap);
      expect(relativeError(picked, expected)).toBeLessThan(1e-7);
    }
  },
);
