// The SHA-256 of a file as it is stored.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileError } from './system-error.js';

/** In hexadecimal digits. @throws InputError if the file cannot be read */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash).catch((error: unknown) => {
    throw fileError(error, path);
  });
  return hash.digest('hex');
}
