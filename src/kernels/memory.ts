// The linear memory that the kernels work in, as a stack of allocations. What lives as long as the
// model is allocated first; what a batch needs lies above it and is released at once. Every other
// thread has a stack of its own, cut off the far end of the memory, which takes up no physical
// memory until it is written to.
import { NoRoomError } from '../errors.js';

export const PAGE_BYTES = 65536;
const MAXIMUM_PAGES = 65536;
export const ALIGNMENT = 64;
// The constants of the kernels lie below this address.
const FIRST_ADDRESS = PAGE_BYTES;

export interface LinearMemory {
  readonly memory: WebAssembly.Memory;
  /**
   * Address of `byteLength` bytes, 64-byte aligned, with undefined content.
   *
   * @throws NoRoomError
   */
  allocate(byteLength: number): number;
  /** Allocates int32 numbers with these values and returns their address. */
  storeIntegers(values: ArrayLike<number>): number;
  /** The top of the stack; `release` frees everything that was allocated after it. */
  mark(): number;
  release(mark: number): void;
  /** Keeps so many bytes above the top of the stack from other threads. */
  reserve(byteLength: number): void;
  /** Cuts a region for another thread off the far end; undefined if there is no room for it. */
  cutOff(byteLength: number): Region | undefined;
  /** The most bytes that `run` has allocated at a time. */
  measure(run: () => void): number;
  /** Where the stack ends now, and the farthest it has ever reached. */
  usage(): { readonly bytes: number; readonly peakBytes: number };
  /** Views to be used immediately and not kept: after growth an old view is too short. */
  floats(address: number, count: number): Float32Array;
  integers(address: number, count: number): Int32Array;
  bytes(address: number, count: number): Uint8Array;
}

/** A half-open range of addresses. */
export interface Region {
  readonly begin: number;
  readonly end: number;
}

/** A shared memory that grows with its allocations. */
export function createMemory(): LinearMemory {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: MAXIMUM_PAGES, shared: true });
  return stackIn(memory, { begin: FIRST_ADDRESS, end: MAXIMUM_PAGES * PAGE_BYTES });
}

/** The stack of another thread: a region that was cut off a memory created elsewhere. */
export function attachMemory(memory: WebAssembly.Memory, region: Region): LinearMemory {
  return stackIn(memory, region);
}

function stackIn(memory: WebAssembly.Memory, region: Region): LinearMemory {
  let top = region.begin;
  let peak = top;
  let limit = region.end;
  let reserved = top;

  function allocate(byteLength: number): number {
    const address = top;
    const end = top + Math.ceil(byteLength / ALIGNMENT) * ALIGNMENT;
    if (end > limit) throw new NoRoomError(`no room for ${byteLength} bytes in the linear memory`);
    if (end > memory.buffer.byteLength) {
      // By at least half, so that many small allocations cost few system calls.
      growTo(Math.max(end, Math.min(end * 1.5, limit)));
    }
    top = end;
    peak = Math.max(peak, top);
    return address;
  }

  function growTo(byteLength: number): void {
    try {
      memory.grow(Math.ceil((byteLength - memory.buffer.byteLength) / PAGE_BYTES));
    } catch (error) {
      throw new NoRoomError(`no room for ${byteLength} bytes on this machine`, { cause: error });
    }
  }

  function storeIntegers(values: ArrayLike<number>): number {
    const address = allocate(values.length * 4);
    new Int32Array(memory.buffer, address, values.length).set(values);
    return address;
  }

  return {
    memory,
    allocate,
    storeIntegers,
    mark: () => top,
    release: (mark) => {
      top = mark;
    },
    reserve: (byteLength) => {
      reserved = top + byteLength;
    },
    cutOff: (byteLength) => {
      const end = limit;
      const begin = end - Math.ceil(byteLength / PAGE_BYTES) * PAGE_BYTES;
      if (begin < Math.max(top, reserved)) return undefined;
      try {
        // Only this thread grows the memory, so all of the region must exist before another thread
        // uses it.
        if (end > memory.buffer.byteLength) growTo(end);
      } catch {
        return undefined;
      }
      limit = begin;
      return { begin, end };
    },
    measure: (run) => {
      const bottom = top;
      const earlier = peak;
      peak = bottom;
      run();
      const bytes = peak - bottom;
      peak = Math.max(earlier, peak);
      return bytes;
    },
    usage: () => ({ bytes: top, peakBytes: peak }),
    floats: (address, count) => new Float32Array(memory.buffer, address, count),
    integers: (address, count) => new Int32Array(memory.buffer, address, count),
    bytes: (address, count) => new Uint8Array(memory.buffer, address, count),
  };
}
