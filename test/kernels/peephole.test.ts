import { expect, test } from '@jest/globals';
import { peepholes, peepholesBackward } from '../reference/peepholes.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { countedSettings, guardedArena } from './guarded-arena.js';

const rowCounts = [0, 1, 3, 5];

function randomStep(rows: number, H: number) {
  const random = randomNumbers(rows * 100 + H);
  return {
    z: random.normals(rows * 4 * H),
    cell: random.normals(rows * H),
    peephole: random.normals(3 * H),
    dCell: random.normals(rows * H),
    dPeephole: random.normals(3 * H),
  };
}

const sum = (a: Float64Array, b: Float64Array) => a.map((x, k) => x + b[k]);

test.each(countedSettings)(
  '$arithmetic peepholeForward agrees with the reference for H=$count, $byteOffset bytes off',
  ({ arithmetic, count: H, byteOffset }) => {
    for (const rows of rowCounts) {
      const { z, cell, peephole } = randomStep(rows, H);
      const arena = guardedArena(arithmetic, byteOffset);
      const [gates, before, weights] = [z, cell, peephole].map(arena.floats);
      arena.run([gates], (kernels) =>
        kernels.peepholeForward(rows, H, gates.address, before.address, weights.address),
      );
      expect(relativeError(gates.floats(), peepholes(z, cell, peephole))).toBeLessThan(1e-6);
    }
  },
);

test.each(countedSettings)(
  '$arithmetic peepholeBackward adds what the reference finds for H=$count, $byteOffset bytes off',
  ({ arithmetic, count: H, byteOffset }) => {
    for (const rows of rowCounts) {
      const { z, cell, peephole, dCell, dPeephole } = randomStep(rows, H);
      const arena = guardedArena(arithmetic, byteOffset);
      const [gates, before, weights] = [z, cell, peephole].map(arena.floats);
      const [dBefore, dWeights] = [dCell, dPeephole].map(arena.floats);
      arena.run([dBefore, dWeights], (kernels) => {
        const operands = [gates.address, before.address, weights.address] as const;
        kernels.peepholeBackward(rows, H, ...operands, dBefore.address, dWeights.address);
      });
      const expected = peepholesBackward(z, cell, peephole);
      const dCellBefore = sum(dCell, expected.dCell);
      expect(relativeError(dBefore.floats(), dCellBefore)).toBeLessThan(1e-6);
      const dSum = sum(dPeephole, expected.dPeephole);
      expect(relativeError(dWeights.floats(), dSum)).toBeLessThan(1e-6);
    }
  },
);
