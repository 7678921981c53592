// 256-bit vectors for the product of matrices, on engines that can make them; only a program may ask for it, not a library.
import { setFlagsFromString } from 'node:v8';
import type { Arithmetic } from '../../kernels/kernels.js';
import { tryWideProduct } from '../../kernels/wide-product.js';

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

/** Takes some milliseconds, so that it is not for a short text; to be called before kernels are loaded. */
export function useWideVectors(arithmetic: Arithmetic): void {
  if (process.arch !== 'x64' || !widensVectors.test(process.versions.v8)) return;
  flagsToWiden.forEach(setFlagsFromString);
  try {
    tryWideProduct(arithmetic, () => performance.now());
  } finally {
    flagsAfterwards.forEach(setFlagsFromString);
  }
}
