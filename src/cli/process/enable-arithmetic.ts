// What an engine must be told before it runs the kernels; only a program may tell it, not a library.
import { setFlagsFromString } from 'node:v8';
import { type Arithmetic, kernelsAreValid } from '../../kernels/kernels.js';

/** Lets Node 20, which knows relaxed SIMD but keeps it behind a flag, run the fast kernels. */
export function enableArithmetic(arithmetic: Arithmetic): void {
  // Later engines no longer know the flag and complain about it, so that they are not told what they can do.
  if (arithmetic === 'fast' && !kernelsAreValid('fast')) {
    setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
}
