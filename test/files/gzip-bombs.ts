// Small gzip files that unpack to much.
import { gzipSync } from 'node:zlib';
import { UNCHECKED_BYTES } from '../../src/files/gzip.js';

const MEMBER_BYTES = 2 ** 20;
const member = gzipSync(new Uint8Array(MEMBER_BYTES));

/** Zeros, of which no more than the unchecked bytes are ever unpacked. */
export const bomb = Buffer.concat(
  Array.from({ length: 4 * (UNCHECKED_BYTES / MEMBER_BYTES) }, () => member),
);

/** Zeros, as many as any file may unpack to. */
export const largestZeros = Buffer.concat(
  Array.from({ length: UNCHECKED_BYTES / MEMBER_BYTES }, () => member),
);
