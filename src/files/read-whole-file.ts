// Reads a file whole, unpacked if it is gzipped.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { gzipError, isGzip } from './gzip.js';
import { fileError } from './system-error.js';

export interface WholeFile {
  /** The bytes, unpacked. */
  readonly content: Uint8Array;
  /** The checksum of the bytes as they are stored, in hexadecimal digits. */
  readonly sha256: string;
}

/** @throws InputError if the file cannot be read or is a damaged gzip file */
export async function readWholeFile(path: string): Promise<WholeFile> {
  try {
    const stored = await readFile(path);
    const sha256 = createHash('sha256').update(stored).digest('hex');
    const content = isGzip(stored) ? await promisify(gunzip)(stored) : stored;
    return { content, sha256 };
  } catch (error) {
    throw gzipError(fileError(error, path), path);
  }
}
