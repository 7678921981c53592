// The file of word vectors that TEDDY_VECTORS names.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { vectorsOfEnvironment } from '../harness/vectors-of-environment.js';

/** The path of the file; undefined if it is not set or does not exist. */
export function vectorsPath(): string | undefined {
  const path = vectorsOfEnvironment();
  return path !== undefined && existsSync(path) ? path : undefined;
}

/** The path of the unpacked file, which is `copy` if the file is gzipped. */
export async function unpackVectors(path: string, copy: string): Promise<string> {
  if (!path.endsWith('.gz')) return path;
  await pipeline(createReadStream(path), createGunzip(), createWriteStream(copy));
  return copy;
}
