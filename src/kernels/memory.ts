// One linear memory for everything the kernels touch: a stack of allocations. What lives as long as the model is
// allocated first; above it, what a batch needs is given back in one piece. Every other thread has a stack of its own,
// cut off the far end, which takes no room until it is written to.

const PAGE_BYTES = 65536;
const MAXIMUM_PAGES = 65536;
export const ALIGNMENT = 64;
// The kernels' constants stand below this address.
const FIRST_ADDRESS = PAGE_BYTES;

export interface LinearMemory {
  readonly memory: WebAssembly.Memory;
  /** Address of `byteLength` bytes, 64-byte aligned, holding whatever stood there. */
  allocate(byteLength: number): number;
  /** Everything allocated after the mark is given back by `release`. */
  mark(): number;
  release(mark: number): void;
  /** Takes a region off the far end, for another thread; undefined where there is no room for it. */
  cutOff(byteLength: number): Region | undefined;
  /** Where the stack ends at this moment, and the farthest it ever did. */
  usage(): { readonly bytes: number; readonly peakBytes: number };
  /** Views to be asked for and used at once: growth leaves an old view short. */
  floats(address: number, count: number): Float32Array;
  integers(address: number, count: number): Int32Array;
  bytes(address: number, count: number): Uint8Array;
}

/** Addresses from begin to before end. */
export interface Region {
  readonly begin: number;
  readonly end: number;
}

/** A shared memory that grows as it is allocated from. */
export function createMemory(): LinearMemory {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: MAXIMUM_PAGES, shared: true });
  return stackIn(memory, { begin: FIRST_ADDRESS, end: MAXIMUM_PAGES * PAGE_BYTES });
}

/** The stack of another thread in a memory that was created elsewhere, in a region cut off there. */
export function attachMemory(memory: WebAssembly.Memory, region: Region): LinearMemory {
  return stackIn(memory, region);
}

function stackIn(memory: WebAssembly.Memory, region: Region): LinearMemory {
  let top = region.begin;
  let peak = top;
  let limit = region.end;

  function allocate(byteLength: number): number {
    const address = top;
    const end = top + Math.ceil(byteLength / ALIGNMENT) * ALIGNMENT;
    if (end > limit) throw new RangeError(`no room for ${byteLength} bytes in the linear memory`);
    if (end > memory.buffer.byteLength) {
      // Half as much again, so that growing in small steps costs few system calls.
      growTo(Math.max(end, Math.min(end * 1.5, limit)));
    }
    top = end;
    peak = Math.max(peak, top);
    return address;
  }

  function growTo(byteLength: number): void {
    memory.grow(Math.ceil((byteLength - memory.buffer.byteLength) / PAGE_BYTES));
  }

  return {
    memory,
    allocate,
    mark: () => top,
    release: (mark) => {
      top = mark;
    },
    cutOff: (byteLength) => {
      const end = limit;
      const begin = end - Math.ceil(byteLength / PAGE_BYTES) * PAGE_BYTES;
      if (begin < top) return undefined;
      try {
        // Other threads do not grow what this one may be growing: all of it is there from the beginning.
        if (end > memory.buffer.byteLength) growTo(end);
      } catch {
        return undefined;
      }
      limit = begin;
      return { begin, end };
    },
    usage: () => ({ bytes: top, peakBytes: peak }),
    floats: (address, count) => new Float32Array(memory.buffer, address, count),
    integers: (address, count) => new Int32Array(memory.buffer, address, count),
    bytes: (address, count) => new Uint8Array(memory.buffer, address, count),
  };
}
