// What an engine must be told before it runs the kernels; only a program may tell it, not a library.
import { setFlagsFromString } from 'node:v8';
import { type Arithmetic, kernelsAreValid } from '../kernels/kernels.js';
import { tryWideProduct } from '../kernels/wide-product.js';

// V8 of Node 24, 25 and 26, on which the wide product was tested. No other is trusted unseen: where it cannot make wide
// vectors of a function, it may end the process.
const widensVectors = /^(13\.6|14\.1|14\.6)\./;

// Only in these moments is the experimental pass at work, on the products, which are optimised for good before they end.
const flagsToWiden = [
  '--experimental-wasm-revectorize',
  '--wasm-sync-tier-up',
  '--wasm-tiering-budget=0',
];
// V8's defaults.
const flagsAfterwards = [
  '--no-experimental-wasm-revectorize',
  '--no-wasm-sync-tier-up',
  '--wasm-tiering-budget=13000000',
];

/** Lets Node 20 run the fast kernels, and Node 24 and later multiply matrices in 256-bit vectors. */
export function enableArithmetic(arithmetic: Arithmetic): void {
  // Node 20 knows relaxed SIMD but keeps it behind a flag. Later engines no longer know the flag and complain about it, so
  // that they are not told what they can do.
  if (arithmetic === 'fast' && !kernelsAreValid('fast')) {
    setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
  if (process.arch === 'x64' && widensVectors.test(process.versions.v8)) {
    flagsToWiden.forEach(setFlagsFromString);
    try {
      tryWideProduct(arithmetic, () => performance.now());
    } finally {
      flagsAfterwards.forEach(setFlagsFromString);
    }
  }
}
