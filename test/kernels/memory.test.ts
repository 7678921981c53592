import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attachMemory, createMemory } from '../../src/kernels/memory.js';

test('every allocation is 64-byte aligned and none overlaps another', () => {
  const memory = createMemory();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 })), (sizes) => {
      const mark = memory.mark();
      let end = mark;
      for (const size of sizes) {
        const address = memory.allocate(size);
        expect(address % 64).toBe(0);
        expect(address).toBeGreaterThanOrEqual(end);
        end = address + size;
      }
      expect(memory.memory.buffer.byteLength).toBeGreaterThanOrEqual(end);
      memory.release(mark);
    }),
  );
});

test('the first allocation lies above the constants of the kernels', () => {
  expect(createMemory().allocate(1)).toBeGreaterThanOrEqual(65536);
});

test('releasing a mark frees what was allocated after it and keeps what was before', () => {
  const memory = createMemory();
  const kept = memory.allocate(16);
  memory.integers(kept, 4).set([1, 2, 3, 4]);
  const mark = memory.mark();
  const first = memory.allocate(1000);
  memory.allocate(1000);
  memory.release(mark);
  expect(memory.allocate(1000)).toBe(first);
  expect(Array.from(memory.integers(kept, 4))).toEqual([1, 2, 3, 4]);
});

test('growth keeps the content and leaves room for what was asked', () => {
  const memory = createMemory();
  const before = memory.memory.buffer.byteLength;
  const small = memory.allocate(1024);
  memory.floats(small, 256).fill(0.5);
  const large = memory.allocate(before * 3);
  memory.floats(large, (before * 3) / 4).fill(2);
  expect(memory.memory.buffer.byteLength).toBeGreaterThan(before * 3);
  expect(new Set(memory.floats(small, 256))).toEqual(new Set([0.5]));
});

test('growing in small steps grows by half, so that it stays rare', () => {
  const memory = createMemory();
  const sizes = new Set<number>();
  for (let n = 0; n < 4000; n++) {
    memory.allocate(4096);
    sizes.add(memory.memory.buffer.byteLength);
  }
  expect(sizes.size).toBeLessThan(12);
});

test('integers are stored in an allocation of their own', () => {
  const memory = createMemory();
  const values = [3, 0, -7, 2 ** 31 - 1];
  const address = memory.storeIntegers(values);
  expect(memory.allocate(1)).toBe(address + 64);
  expect(Array.from(memory.integers(address, 4))).toEqual(values);
});

test('usage reports the bytes in use now and at the peak', () => {
  const memory = createMemory();
  const empty = memory.usage().bytes;
  const mark = memory.mark();
  memory.allocate(100);
  memory.allocate(6400);
  expect(memory.usage()).toEqual({ bytes: empty + 128 + 6400, peakBytes: empty + 128 + 6400 });
  memory.release(mark);
  memory.allocate(64);
  expect(memory.usage()).toEqual({ bytes: empty + 64, peakBytes: empty + 128 + 6400 });
});

test('an allocation beyond four gigabytes fails and takes nothing', () => {
  const memory = createMemory();
  const { bytes } = memory.usage();
  expect(() => memory.allocate(2 ** 32)).toThrow(RangeError);
  expect(memory.usage()).toEqual({ bytes, peakBytes: bytes });
  expect(memory.allocate(64)).toBe(bytes);
});

test('floats, integers and bytes are views of the same memory', () => {
  const memory = createMemory();
  const address = memory.allocate(8);
  memory.floats(address, 2).set([1, -2]);
  expect(Array.from(memory.integers(address, 2))).toEqual([0x3f800000, 0xc0000000 | 0]);
  expect(Array.from(memory.bytes(address, 8))).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

test('regions for other threads overlap neither each other nor the stack', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 30 }), { maxLength: 12 }), (sizes) => {
      const memory = createMemory();
      const stackEnd = memory.allocate(1000) + 1000;
      let limit = 2 ** 32;
      for (const size of sizes) {
        const region = memory.cutOff(size);
        if (!region) {
          expect(limit - size).toBeLessThan(stackEnd + 65536);
          continue;
        }
        expect(region.end).toBe(limit);
        expect(region.end - region.begin).toBeGreaterThanOrEqual(size);
        expect(region.begin).toBeGreaterThanOrEqual(stackEnd);
        limit = region.begin;
      }
    }),
    { numRuns: 20 },
  );
});

test('the stack grows up to the region of another thread, and not into it', () => {
  const memory = createMemory();
  const region = memory.cutOff(2 ** 28)!;
  const rest = region.begin - memory.usage().bytes;
  expect(() => memory.allocate(rest + 1)).toThrow(RangeError);
  expect(memory.allocate(rest) + rest).toBe(region.begin);
  expect(() => memory.allocate(1)).toThrow(RangeError);
  expect(memory.cutOff(1)).toBeUndefined();
});

test('a region that the stack reaches is not cut off, and the attempt costs nothing', () => {
  const memory = createMemory();
  const mark = memory.mark();
  memory.allocate(2 ** 31);
  expect(memory.cutOff(2 ** 31)).toBeUndefined();
  memory.release(mark);
  expect(memory.cutOff(2 ** 31)).toEqual({ begin: 2 ** 31, end: 2 ** 32 });
});

test('the stack of another thread stays within its region', () => {
  const memory = createMemory();
  const region = memory.cutOff(65536)!;
  const other = attachMemory(memory.memory, region);
  expect(other.usage()).toEqual({ bytes: region.begin, peakBytes: region.begin });
  expect(other.allocate(100)).toBe(region.begin);
  expect(() => other.allocate(65536)).toThrow(RangeError);
  expect(other.allocate(65536 - 128)).toBe(region.begin + 128);
  expect(() => other.allocate(1)).toThrow(RangeError);
  other.release(region.begin);
  expect(other.allocate(65536)).toBe(region.begin);
});

test('what one thread writes the other reads, at addresses beyond two gigabytes too', () => {
  const memory = createMemory();
  const other = attachMemory(memory.memory, memory.cutOff(2 ** 20)!);
  const far = other.allocate(12);
  expect(far).toBeGreaterThan(2 ** 31);
  other.floats(far, 3).set([1, 2, 3]);
  expect(Array.from(memory.floats(far, 3))).toEqual([1, 2, 3]);
  const near = memory.allocate(12);
  memory.integers(near, 3).set([4, 5, 6]);
  expect(Array.from(other.integers(near, 3))).toEqual([4, 5, 6]);
});

test('what is reserved for the stack is not cut off', () => {
  const memory = createMemory();
  memory.reserve(2 ** 31);
  expect(memory.cutOff(2 ** 30)).toBeDefined();
  expect(memory.cutOff(2 ** 30)).toBeUndefined();
  memory.allocate(2 ** 31);
});

test('the most that a run allocates at a time is measured, and leaves the peak as it is', () => {
  const memory = createMemory();
  const mark = memory.mark();
  memory.allocate(2 ** 20);
  memory.release(mark);
  const { peakBytes } = memory.usage();
  const measured = memory.measure(() => {
    memory.allocate(64);
    const inner = memory.mark();
    memory.allocate(128);
    memory.release(inner);
    memory.allocate(64);
  });
  expect(measured).toBe(192);
  expect(memory.usage().peakBytes).toBe(peakBytes);
});
