// Values of a file as operands of kernels: those in linear memory are used in place.
import type { LinearMemory } from '../../kernels/memory.js';

/**
 * Whether these values are in linear memory. Only that is shared; its buffer is another object
 * whenever it has grown. A page without cross-origin isolation has shared memory, but not the name
 * of its class.
 */
export const isPlaced = ({ buffer }: ArrayBufferView) =>
  buffer[Symbol.toStringTag] === 'SharedArrayBuffer';

/** The address of values: their own if they are in linear memory, else that of a copy. */
export function placeIn(memory: LinearMemory, values: ArrayBufferView): number {
  const { buffer, byteOffset, byteLength } = values;
  if (isPlaced(values)) return byteOffset;
  const address = memory.allocate(byteLength);
  memory.bytes(address, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
  return address;
}
