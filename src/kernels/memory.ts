// One linear memory for everything the kernels touch: a stack of allocations. What lives as long as the model is
// allocated first; above it, what a batch needs is given back in one piece.

const PAGE_BYTES = 65536;
const MAXIMUM_PAGES = 65536;
const ALIGNMENT = 64;
// The kernels' constants stand below this address.
const FIRST_ADDRESS = PAGE_BYTES;

export interface LinearMemory {
  readonly memory: WebAssembly.Memory;
  /** Address of `byteLength` bytes, 64-byte aligned, holding whatever stood there. */
  allocate(byteLength: number): number;
  /** Everything allocated after the mark is given back by `release`. */
  mark(): number;
  release(mark: number): void;
  /** Bytes in use at this moment, and the most there ever were. */
  usage(): { readonly bytes: number; readonly peakBytes: number };
  /** Views to be asked for and used at once: growth leaves an old view short. */
  floats(address: number, count: number): Float32Array;
  integers(address: number, count: number): Int32Array;
  bytes(address: number, count: number): Uint8Array;
}

/** A shared memory that grows as it is allocated from. */
export function createMemory(): LinearMemory {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: MAXIMUM_PAGES, shared: true });
  let top = FIRST_ADDRESS;
  let peak = top;

  function allocate(byteLength: number): number {
    const address = top;
    const end = top + Math.ceil(byteLength / ALIGNMENT) * ALIGNMENT;
    if (end > memory.buffer.byteLength) {
      // Half as much again, so that growing in small steps costs few system calls.
      const wanted = Math.max(end, Math.min(end * 1.5, MAXIMUM_PAGES * PAGE_BYTES));
      memory.grow(Math.ceil((wanted - memory.buffer.byteLength) / PAGE_BYTES));
    }
    top = end;
    peak = Math.max(peak, top);
    return address;
  }

  return {
    memory,
    allocate,
    mark: () => top,
    release: (mark) => {
      top = mark;
    },
    usage: () => ({ bytes: top, peakBytes: peak }),
    floats: (address, count) => new Float32Array(memory.buffer, address, count),
    integers: (address, count) => new Int32Array(memory.buffer, address, count),
    bytes: (address, count) => new Uint8Array(memory.buffer, address, count),
  };
}
