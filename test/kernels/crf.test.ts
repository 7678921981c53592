import { expect, test } from '@jest/globals';
import { crfDecode, crfLoss } from '../reference/crf.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import * as reference from '../reference/vector.js';
import { guardedArena, settings } from './guarded-arena.js';
import { padRows, placeCrf } from './placed-crf.js';
import { unstrideRows } from './strided-rows.js';

const sizes = settings.flatMap((setting) => [1, 3, 4, 5, 9, 17].map((L) => ({ ...setting, L })));

test.each(sizes)(
  '$arithmetic crfLoss adds to its gradients alone, as the reference does, for L=$L, $byteOffset bytes off',
  ({ arithmetic, byteOffset, L }) => {
    for (const T of [1, 2, 3, 8]) {
      const arena = guardedArena(arithmetic, byteOffset);
      const crf = placeCrf(arena, T, L);
      const { P, before, dEmissions, dTransitions, dStart, dEnd, scratch } = crf;
      const outputs = [dEmissions, dTransitions, dStart, dEnd, scratch];
      const weight = 0.25;
      const loss = arena.run(outputs, (kernels) => crf.loss(kernels, weight));

      const expected = crfLoss(crf.emissions, crf.gold, crf.scores);
      expect(Math.abs(loss - expected.loss)).toBeLessThan(1e-6 * (T + expected.loss));
      const added = (d: Float64Array, onto: Float64Array, width: number) =>
        reference.axpy(weight, padRows(d, L, P, 0), onto.subarray(0, width));
      const transitions = before.transitions.slice();
      transitions.set(added(expected.dTransitions, before.transitions, L * P));
      expect(relativeError(dTransitions.floats(), transitions)).toBeLessThan(2e-6);
      const start = added(expected.dStart, before.ends, P);
      expect(relativeError(dStart.floats(), start)).toBeLessThan(2e-6);
      const end = added(expected.dEnd, before.ends, P);
      expect(relativeError(dEnd.floats(), end)).toBeLessThan(2e-6);
      // The row of the other sentence comes first in each step and keeps its NaN.
      const rows = unstrideRows(
        [...dEmissions.floats().subarray(P), ...new Array(P).fill(Number.NaN)],
        P,
        2 * P,
      );
      const exact = reference.scale(weight, padRows(expected.dEmissions, L, P, 0));
      const scale = Math.sqrt(reference.sumOfSquares(rows)) + weight;
      const difference = reference.axpy(-1, exact, rows);
      expect(Math.sqrt(reference.sumOfSquares(difference))).toBeLessThan(1e-5 * scale);
    }
  },
);

test.each(sizes)(
  '$arithmetic crfDecode writes the path of the reference and nothing else for L=$L, $byteOffset bytes off',
  ({ arithmetic, byteOffset, L }) => {
    for (const T of [1, 2, 3, 8]) {
      const arena = guardedArena(arithmetic, byteOffset);
      const crf = placeCrf(arena, T, L);
      arena.run([crf.scratch, crf.path], crf.decode);
      expect(crf.path.integers()).toEqual(crfDecode(crf.emissions, crf.scores).path);
    }
  },
);

test.each(sizes)(
  '$arithmetic crfPrepare pads rows of $L, adds the penalties and takes off the largest, $byteOffset bytes off',
  ({ arithmetic, byteOffset, L }) => {
    for (const rows of [0, 1, 3, L]) {
      const P = Math.ceil(L / 4) * 4;
      const values = randomNumbers(L * 10 + rows).normals(rows * L);
      const penalties = Float64Array.from({ length: rows * P }, (_, k) =>
        k % P >= L || k % 3 === 0 ? Number.NEGATIVE_INFINITY : 0,
      );
      const arena = guardedArena(arithmetic, byteOffset);
      const [from, penaltyRows] = [arena.floats(values), arena.floats(penalties)];
      const out = arena.space(rows * P);
      arena.run([out], (kernels) =>
        kernels.crfPrepare(L, P, from.address, rows, penaltyRows.address, out.address),
      );
      const penalized = reference.axpy(1, padRows(values, L, P, 0), penalties);
      const largest = Math.max(...penalized);
      const expected =
        largest === Number.NEGATIVE_INFINITY
          ? penalized
          : penalized.map((score) => Math.fround(score - largest));
      expect(out.floats()).toEqual(expected);
    }
  },
);
