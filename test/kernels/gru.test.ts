import { expect, test } from '@jest/globals';
import { gruGates, gruGatesBackward, gruState, gruStateBackward } from '../reference/gru-gates.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { sigmoid, tanh } from '../reference/vector.js';
import { countedSettings, type GuardedArena, guardedArena } from './guarded-arena.js';
import { strideRows, unstrideRows } from './strided-rows.js';

const rowCounts = [0, 1, 3, 5];

/**
 * Every operand (rows, H); gates stand in rows of three and the hidden state in rows of two blocks,
 * as in a layer.
 */
function randomStep(rows: number, H: number) {
  const random = randomNumbers(rows * 100 + H);
  const draw = () => random.normals(rows * H);
  return { zr: draw(), zu: draw(), zc: draw(), before: draw(), d: draw(), dBefore: draw() };
}

const strides = (H: number) => ({ gateStride: 3 * H + 1, stateStride: 2 * H + 1 });

/** r, u and c side by side, followed by NaN. */
function placeGates(arena: GuardedArena, H: number, blocks: readonly Float64Array[]) {
  const rows = H === 0 ? 0 : blocks[0].length / H;
  const joined = Array.from({ length: rows }, (_, row) =>
    blocks.flatMap((block) => Array.from(block.subarray(row * H, (row + 1) * H))),
  ).flat();
  return arena.floats(strideRows(joined, 3 * H, strides(H).gateStride));
}

function blockOf(gates: ArrayLike<number>, H: number, block: number): Float64Array {
  const values = unstrideRows(gates, 3 * H, strides(H).gateStride);
  return values.filter((_, k) => Math.floor(k / H) % 3 === block);
}

const close = (found: ArrayLike<number>, expected: ArrayLike<number>) =>
  expect(relativeError(found, expected)).toBeLessThan(1e-6);

test.each(countedSettings)(
  '$arithmetic gruGates agrees with the reference for H=$count, $byteOffset bytes off',
  ({ arithmetic, count: H, byteOffset }) => {
    for (const rows of rowCounts) {
      const { zr, zu, zc, before } = randomStep(rows, H);
      const { gateStride, stateStride } = strides(H);
      const arena = guardedArena(arithmetic, byteOffset);
      const gates = placeGates(arena, H, [zr, zu, zc]);
      const hiddenPrevious = arena.floats(strideRows(before, H, stateStride));
      const relevant = arena.space(rows * H);
      arena.run([gates, relevant], (kernels) => {
        const from = [gates.address, gateStride, hiddenPrevious.address, stateStride] as const;
        kernels.gruGates(rows, H, ...from, relevant.address);
      });
      close(blockOf(gates.floats(), H, 0), sigmoid(zr));
      close(blockOf(gates.floats(), H, 1), sigmoid(zu));
      expect(blockOf(gates.floats(), H, 2)).toEqual(zc);
      const perUnit = Array.from(zr).flatMap((z, k) => [z, zu[k]]);
      close(relevant.floats(), gruGates(perUnit, before, 1).relevant);
    }
  },
);

test.each(countedSettings)(
  '$arithmetic gruState agrees with the reference for H=$count, $byteOffset bytes off',
  ({ arithmetic, count: H, byteOffset }) => {
    for (const rows of rowCounts) {
      const { zr, zu, zc, before } = randomStep(rows, H);
      const { gateStride, stateStride } = strides(H);
      const arena = guardedArena(arithmetic, byteOffset);
      const update = sigmoid(zu);
      const gates = placeGates(arena, H, [zr, update, zc]);
      const hiddenPrevious = arena.floats(strideRows(before, H, stateStride));
      const hidden = arena.space(rows * stateStride);
      arena.run([gates, hidden], (kernels) => {
        const columns = [gates.address + H * 4, gates.address + 2 * H * 4, gateStride] as const;
        const states = [hiddenPrevious.address, stateStride, hidden.address, stateStride] as const;
        kernels.gruState(rows, H, ...columns, ...states);
      });
      const expected = gruState(update, zc, before);
      expect(blockOf(gates.floats(), H, 0)).toEqual(zr);
      close(blockOf(gates.floats(), H, 1), update);
      close(blockOf(gates.floats(), H, 2), expected.candidate);
      close(unstrideRows(hidden.floats(), H, stateStride), expected.after);
    }
  },
);

test.each(countedSettings)(
  '$arithmetic gruStateBackward agrees with the reference for H=$count, $byteOffset bytes off',
  ({ arithmetic, count: H, byteOffset }) => {
    for (const rows of rowCounts) {
      const { zr, zu, zc, before, d } = randomStep(rows, H);
      const { gateStride, stateStride } = strides(H);
      const arena = guardedArena(arithmetic, byteOffset);
      const [update, candidate] = [sigmoid(zu), tanh(zc)];
      const gates = placeGates(arena, H, [zr, update, candidate]);
      const hiddenPrevious = arena.floats(strideRows(before, H, stateStride));
      const dHidden = arena.floats(d);
      arena.run([gates, dHidden], (kernels) => {
        const columns = [gates.address + H * 4, gates.address + 2 * H * 4, gateStride] as const;
        const states = [hiddenPrevious.address, stateStride, dHidden.address] as const;
        kernels.gruStateBackward(rows, H, ...columns, ...states);
      });
      const expected = gruStateBackward({ update, candidate, hidden: before }, d);
      expect(blockOf(gates.floats(), H, 0)).toEqual(zr);
      close(blockOf(gates.floats(), H, 1), expected.dUpdate);
      close(blockOf(gates.floats(), H, 2), expected.dCandidate);
      close(dHidden.floats(), expected.dHidden);
    }
  },
);

test.each(countedSettings)(
  '$arithmetic gruGatesBackward agrees with the reference for H=$count, $byteOffset bytes off',
  ({ arithmetic, count: H, byteOffset }) => {
    for (const rows of rowCounts) {
      const { zr, zu, zc, before, d, dBefore } = randomStep(rows, H);
      const { gateStride, stateStride } = strides(H);
      const arena = guardedArena(arithmetic, byteOffset);
      const relevance = sigmoid(zr);
      const gates = placeGates(arena, H, [relevance, zu, zc]);
      const hiddenPrevious = arena.floats(strideRows(before, H, stateStride));
      const [dRelevant, dHidden] = [d, dBefore].map(arena.floats);
      arena.run([gates, dHidden], (kernels) => {
        const from = [gates.address, gateStride, hiddenPrevious.address, stateStride] as const;
        kernels.gruGatesBackward(rows, H, ...from, dRelevant.address, dHidden.address);
      });
      const expected = gruGatesBackward(relevance, before, d);
      close(blockOf(gates.floats(), H, 0), expected.dRelevance);
      expect(blockOf(gates.floats(), H, 1)).toEqual(zu);
      expect(blockOf(gates.floats(), H, 2)).toEqual(zc);
      close(
        dHidden.floats(),
        expected.dHidden.map((x, k) => x + dBefore[k]),
      );
    }
  },
);

test('one pre-activation that is not a number makes its state none, and no other', () => {
  for (const block of [1, 2]) {
    const { zr, zu, zc, before } = randomStep(2, 5);
    const blocks = [zr, sigmoid(zu), zc];
    blocks[block][5 + 3] = Number.NaN;
    const arena = guardedArena('exact', 0);
    const gates = placeGates(arena, 5, blocks);
    const [hiddenPrevious, hidden] = [arena.floats(before), arena.space(10)];
    arena.run([gates, hidden], (kernels) => {
      const columns = [gates.address + 20, gates.address + 40, 16] as const;
      kernels.gruState(2, 5, ...columns, hiddenPrevious.address, 5, hidden.address, 5);
    });
    const expected = new Array(10).fill(false);
    expected[5 + 3] = true;
    expect(Array.from(hidden.floats(), Number.isNaN)).toEqual(expected);
  }
});
