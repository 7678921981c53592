// Values of a file as operands of kernels: those in linear memory are used in place.
import { isSharedArrayBuffer } from 'node:util/types';
import type { LinearMemory } from '../../kernels/memory.js';

/**
 * Whether these values are in linear memory. Only that is shared; its buffer is another object
 * whenever it has grown.
 */
export const isPlaced = ({ buffer }: ArrayBufferView) => isSharedArrayBuffer(buffer);

/** The address of values: their own if they are in linear memory, else that of a copy. */
export function placeIn(memory: LinearMemory, values: ArrayBufferView): number {
  const { buffer, byteOffset, byteLength } = values;
  if (isPlaced(values)) return byteOffset;
  const address = memory.allocate(byteLength);
  memory.bytes(address, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
  return address;
}
