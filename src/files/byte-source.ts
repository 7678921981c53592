// The bytes of a file, to be read several times without holding them.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { InputError } from '../errors.js';
import { isGzip } from './bytes/is-gzip.js';
import { hashFile } from './hash-file.js';
import { readWholeFile } from './read-whole-file.js';
import { fileError } from './system-error.js';

export interface ByteSource {
  readonly path: string;
  /** The checksum of the bytes as they are stored, in hexadecimal digits. */
  readonly sha256: string;
  /**
   * The bytes from the start, unpacked. A chunk is overwritten once the next one is asked for.
   *
   * @throws InputError if the file cannot be read or has changed
   */
  chunks(): Iterable<Uint8Array>;
}

/**
 * A regular file is read from the disk each time. A gzipped file, or one that can be read only once such as a pipe, is held in memory.
 *
 * @throws InputError if the file cannot be read or is a damaged gzip file
 */
export async function openSource(path: string): Promise<ByteSource> {
  if (await isHeld(path)) {
    const { content, sha256 } = await readWholeFile(path);
    return { path, sha256, chunks: () => [content] };
  }
  const version = versionOf(path);
  const sha256 = await hashFile(path);
  return { path, sha256, chunks: () => storedChunks(path, version) };
}

async function isHeld(path: string): Promise<boolean> {
  try {
    // A pipe must be opened only once.
    if (!(await stat(path)).isFile()) return true;
    const file = await open(path);
    try {
      const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return isGzip(buffer);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(error, path);
  }
}

// Small enough for the decoded text to stay in the cache.
const CHUNK_BYTES = 1 << 16;

function* storedChunks(path: string, version: string): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  const file = attempt(path, () => openSync(path, 'r'));
  try {
    if (versionOfOpen(file) !== version) {
      throw new InputError(`${path}: the file has changed while it was read`);
    }
    for (;;) {
      const count = attempt(path, () => readSync(file, buffer, 0, CHUNK_BYTES, null));
      if (count === 0) return;
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}

function versionOf(path: string): string {
  const file = attempt(path, () => openSync(path, 'r'));
  try {
    return versionOfOpen(file);
  } finally {
    closeSync(file);
  }
}

function versionOfOpen(file: number): string {
  const { ino, size, mtimeMs } = fstatSync(file);
  return `${ino} ${size} ${mtimeMs}`;
}

function attempt<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw fileError(error, path);
  }
}
