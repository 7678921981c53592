// What the engine is told of memory before it reads; only a program may tell it, not a library.
import { setFlagsFromString } from 'node:v8';

/**
 * Has old garbage collected when the heap has grown by a fifth, not when it has doubled. Text and vectors leave much of it
 * and little else, so that a collection is short.
 */
export function spareMemory(): void {
  setFlagsFromString('--heap-growing-percent=20');
}
