// Lists of whole numbers in the linear memory.
import type { Engine } from './matrix.js';

/** Address of the values as int32. */
export function storeIntegers({ memory }: Engine, values: ArrayLike<number>): number {
  const address = memory.allocate(values.length * 4);
  memory.integers(address, values.length).set(values);
  return address;
}
