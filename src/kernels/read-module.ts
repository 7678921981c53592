// The compiled kernels as bytes.
import { readFileSync } from 'node:fs';

// This path is the same from this folder and from that of the bundle.
export const readModule = (name: string) =>
  readFileSync(new URL(`../kernels/${name}.wasm`, import.meta.url));
