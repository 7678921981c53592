import { expect, test } from '@jest/globals';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { softmaxDecode, softmaxLoss } from '../reference/softmax.js';
import * as reference from '../reference/vector.js';
import { countedSettings, guardedArena } from './guarded-arena.js';
import { strideRows, unstrideRows } from './strided-rows.js';

const gap = 2;
const labelCounts = [1, 3, 4, 5, 9];

function randomTokens(rows: number, L: number) {
  const random = randomNumbers(rows * 100 + L);
  const emissions = random.normals(rows * L, 3);
  return { emissions, gold: Array.from({ length: rows }, () => random.integer(L)) };
}

const weighings = [
  { weighing: 'all labels alike', weighting: false },
  { weighing: 'each label by itself', weighting: true },
];

test.each(countedSettings.flatMap((setting) => weighings.map((own) => ({ ...setting, ...own }))))(
  '$arithmetic softmaxLoss, weighing $weighing, agrees with the reference for $count tokens, $byteOffset bytes off',
  ({ arithmetic, count: rows, byteOffset, weighting }) => {
    for (const L of labelCounts) {
      const { emissions, gold } = randomTokens(rows, L);
      const arena = guardedArena(arithmetic, byteOffset);
      const x = arena.floats(strideRows(emissions, L, L + gap));
      const [goldRows, dx] = [arena.integers(gold), arena.space(rows * (L + gap))];
      const labelWeights = weighting ? randomNumbers(L).normals(L).map(Math.abs) : undefined;
      const weights = labelWeights ? arena.floats(labelWeights).address : 0;
      const loss = arena.run([dx], (kernels) => {
        const golden = [goldRows.address, weights, 0.25] as const;
        return kernels.softmaxLoss(rows, L, x.address, L + gap, ...golden, dx.address);
      });
      const expected = softmaxLoss(emissions, gold, labelWeights);
      expect(Math.abs(loss - expected.loss)).toBeLessThanOrEqual(1e-6 * (rows + expected.loss));
      const gradient = unstrideRows(dx.floats(), L, L + gap);
      const exact = reference.scale(0.25, expected.dEmissions);
      // With one label there is nothing to learn: both are zero.
      expect(relativeError(gradient, exact)).toBeLessThan(1e-5);
    }
  },
);

test.each(countedSettings)(
  '$arithmetic argmaxRows takes the best label of $count tokens, $byteOffset bytes off',
  ({ arithmetic, count: rows, byteOffset }) => {
    for (const L of labelCounts) {
      const { emissions } = randomTokens(rows, L);
      const arena = guardedArena(arithmetic, byteOffset);
      const x = arena.floats(strideRows(emissions, L, L + gap));
      const best = arena.integers(new Array(rows).fill(-1));
      arena.run([best], (kernels) => kernels.argmaxRows(rows, L, x.address, L + gap, best.address));
      expect(best.integers()).toEqual(softmaxDecode(emissions, L));
    }
  },
);

test('of equal emissions the lowest label is taken', () => {
  const arena = guardedArena('exact', 0);
  const [x, best] = [arena.floats([1, 2, 2, 3, 3, 3, 0, -1, 0]), arena.integers([9, 9, 9])];
  arena.run([best], (kernels) => kernels.argmaxRows(3, 3, x.address, 3, best.address));
  expect(best.integers()).toEqual([1, 0, 0]);
});
