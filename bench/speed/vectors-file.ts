// The word vectors to measure with: the file that TEDDY_VECTORS names.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { env } from 'node:process';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Undefined where none is named, or none is there. */
export function findVectors(): string | undefined {
  const path = env.TEDDY_VECTORS;
  return path !== undefined && existsSync(path) ? path : undefined;
}

/** The path of the same file unpacked, which is written to `copy` where it is gzipped. */
export async function unpackVectors(path: string, copy: string): Promise<string> {
  if (!path.endsWith('.gz')) return path;
  await pipeline(createReadStream(path), createGunzip(), createWriteStream(copy));
  return copy;
}
