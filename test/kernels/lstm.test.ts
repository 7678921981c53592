import { expect, test } from '@jest/globals';
import { lstmGates, lstmGatesBackward } from '../reference/lstm-gates.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { countedSettings, guardedArena } from './guarded-arena.js';
import { strideRows, unstrideRows } from './strided-rows.js';

const rowCounts = [0, 1, 3, 5];

function randomStep(rows: number, H: number) {
  const random = randomNumbers(rows * 100 + H);
  return {
    z: random.normals(rows * 4 * H, 2),
    cell: random.normals(rows * H),
    dHidden: random.normals(rows * H),
    dCell: random.normals(rows * H),
  };
}

test.each(countedSettings)(
  '$arithmetic lstmForward agrees with the reference for H=$count, $byteOffset bytes off',
  ({ arithmetic, count: H, byteOffset }) => {
    for (const rows of rowCounts) {
      const { z, cell } = randomStep(rows, H);
      const arena = guardedArena(arithmetic, byteOffset);
      const stride = 2 * H + 1;
      const [gates, before] = [arena.floats(z), arena.floats(cell)];
      const [after, tanhCell] = [arena.space(rows * H), arena.space(rows * H)];
      const hidden = arena.space(rows * stride);
      arena.run([gates, after, tanhCell, hidden], (kernels) => {
        const states = [before.address, after.address, tanhCell.address] as const;
        kernels.lstmForward(rows, H, gates.address, ...states, hidden.address, stride);
      });
      const expected = lstmGates(z, cell, H);
      expect(relativeError(gates.floats(), expected.gates)).toBeLessThan(1e-6);
      expect(relativeError(after.floats(), expected.cell)).toBeLessThan(1e-6);
      expect(relativeError(tanhCell.floats(), expected.cell.map(Math.tanh))).toBeLessThan(1e-6);
      const hiddenRows = unstrideRows(hidden.floats(), H, stride);
      expect(relativeError(hiddenRows, expected.hidden)).toBeLessThan(1e-6);
    }
  },
);

test('the cell may be updated in place', () => {
  const { z, cell } = randomStep(3, 5);
  const arena = guardedArena('exact', 0);
  const [gates, state] = [arena.floats(z), arena.floats(cell)];
  const [tanhCell, hidden] = [arena.space(15), arena.space(15)];
  arena.run([gates, state, tanhCell, hidden], (kernels) => {
    const states = [state.address, state.address, tanhCell.address] as const;
    kernels.lstmForward(3, 5, gates.address, ...states, hidden.address, 5);
  });
  const expected = lstmGates(z, cell, 5);
  expect(relativeError(state.floats(), expected.cell)).toBeLessThan(1e-6);
  expect(relativeError(hidden.floats(), expected.hidden)).toBeLessThan(1e-6);
});

test.each(countedSettings)(
  '$arithmetic lstmBackward agrees with the reference for H=$count, $byteOffset bytes off',
  ({ arithmetic, count: H, byteOffset }) => {
    for (const rows of rowCounts) {
      const { z, cell, dHidden, dCell } = randomStep(rows, H);
      const forward = lstmGates(z, cell, H);
      const arena = guardedArena(arithmetic, byteOffset);
      const gates = arena.floats(forward.gates);
      const tanhCell = arena.floats(forward.cell.map(Math.tanh));
      const [before, fromAbove, state] = [cell, dHidden, dCell].map(arena.floats);
      arena.run([gates, state], (kernels) => {
        const states = [tanhCell.address, before.address, fromAbove.address] as const;
        kernels.lstmBackward(rows, H, gates.address, ...states, state.address);
      });
      const expected = lstmGatesBackward({
        gates: forward.gates,
        cellBefore: cell,
        cellAfter: forward.cell,
        dHidden,
        dCellAfter: dCell,
        H,
      });
      expect(relativeError(gates.floats(), expected.dPreActivations)).toBeLessThan(1e-6);
      expect(relativeError(state.floats(), expected.dCell)).toBeLessThan(1e-6);
    }
  },
);

test('one pre-activation that is not a number makes its hidden state none, and no other', () => {
  for (let gate = 0; gate < 4; gate++) {
    const { z, cell } = randomStep(2, 5);
    z[20 + gate * 5 + 3] = Number.NaN;
    const arena = guardedArena('exact', 0);
    const [gates, state] = [arena.floats(z), arena.floats(cell)];
    const [tanhCell, hidden] = [arena.space(10), arena.space(2 * 8)];
    arena.run([gates, state, tanhCell, hidden], (kernels) => {
      const states = [state.address, state.address, tanhCell.address] as const;
      kernels.lstmForward(2, 5, gates.address, ...states, hidden.address, 8);
    });
    const rows = strideRows(new Float64Array(10), 5, 8);
    rows[8 + 3] = Number.NaN;
    expect(Array.from(hidden.floats(), Number.isNaN)).toEqual(Array.from(rows, Number.isNaN));
  }
});
