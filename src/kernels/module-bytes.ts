// The compiled modules of the kernels, as files.
import { readFileSync } from 'node:fs';

/** The bytes of a module: exact, fast, wide-exact, wide-fast, integer-plain or integer-relaxed. */
export function moduleBytes(name: string): Uint8Array {
  // This path is the same from this folder and from that of the bundle.
  return readFileSync(new URL(`../kernels/${name}.wasm`, import.meta.url));
}
