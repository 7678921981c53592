// A memory in which every operand lies between guards, so that a kernel that reads or writes
// outside of it is detected.
import type { Kernels } from '../../src/kernels/kernels.js';
import { arithmetics, type Build, freshEngine } from './fresh-engine.js';

/** An operand: its address, and copies of its present content. */
export interface Region {
  readonly address: number;
  readonly byteLength: number;
  readonly floats: () => Float64Array;
  readonly integers: () => number[];
  /** As signed numbers. */
  readonly bytes: () => number[];
}

export interface GuardedArena {
  readonly floats: (values: ArrayLike<number>) => Region;
  readonly integers: (values: ArrayLike<number>) => Region;
  readonly bytes: (values: ArrayLike<number>) => Region;
  /** Room for so many floats, holding NaN. */
  readonly space: (count: number) => Region;
  /** Runs a kernel, which must leave every byte outside of these outputs as it was. */
  readonly run: <T>(outputs: readonly Region[], kernel: (kernels: Kernels) => T) => T;
}

/** The element counts at which a vector of four, its rest and its absence meet. */
export const elementCounts = [0, 1, 3, 4, 5, 8, 17];

/** Both arithmetics, and addresses on a 16-byte boundary and off it. */
export const settings = arithmetics.flatMap((arithmetic) =>
  [0, 4].map((byteOffset) => ({ arithmetic, byteOffset })),
);

/** Every setting with every count. */
export const countedSettings = settings.flatMap((setting) =>
  elementCounts.map((count) => ({ ...setting, count })),
);

const GUARD_BYTES = 64;

/**
 * Operands `byteOffset` bytes off a 64-byte boundary; between them all bits are set, which reads as
 * NaN.
 */
export function guardedArena(build: Build, byteOffset: number): GuardedArena {
  const { memory, kernels } = freshEngine(build);

  function region(byteLength: number): Region {
    const before = memory.allocate(2 * GUARD_BYTES + byteOffset + byteLength);
    const address = before + GUARD_BYTES + byteOffset;
    return {
      address,
      byteLength,
      floats: () => Float64Array.from(memory.floats(address, byteLength / 4)),
      integers: () => Array.from(memory.integers(address, byteLength / 4)),
      bytes: () => Array.from(new Int8Array(memory.bytes(address, byteLength))),
    };
  }

  return {
    floats: (values) => {
      const operand = region(values.length * 4);
      memory.floats(operand.address, values.length).set(values);
      return operand;
    },
    integers: (values) => {
      const operand = region(values.length * 4);
      memory.integers(operand.address, values.length).set(values);
      return operand;
    },
    bytes: (values) => {
      const operand = region(values.length);
      memory.bytes(operand.address, values.length).set(values);
      return operand;
    },
    space: (count) => region(count * 4),
    run: (outputs, kernel) => {
      const expected = memory.bytes(0, memory.mark()).slice();
      const result = kernel(kernels);
      const found = memory.bytes(0, memory.mark());
      for (const { address, byteLength } of outputs) {
        expected.set(found.subarray(address, address + byteLength), address);
      }
      if (Buffer.compare(expected, found) !== 0) {
        const stray = expected.findIndex((byte, address) => byte !== found[address]);
        throw new Error(`the kernel wrote at byte ${stray}, outside of its outputs`);
      }
      return result;
    },
  };
}
