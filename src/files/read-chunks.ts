// Reads a file in chunks, unpacked if it is gzipped, without holding it whole.
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isGzip } from './bytes/is-gzip.js';
import { gzipError, withoutBombs } from './gzip.js';
import { fileError } from './system-error.js';

// Large enough for zlib's thread to work beside ours, small enough to stay in the cache.
const CHUNK_BYTES = 1 << 18;

/**
 * The content of a file, unpacked. A chunk is overwritten once the next one is asked for.
 *
 * @param onBytes receives the bytes as they are stored, before they are unpacked
 * @throws InputError if the file cannot be read or is a damaged gzip file
 */
export async function* readChunks(
  path: string,
  onBytes: (bytes: Buffer) => void,
): AsyncGenerator<Buffer, void> {
  const stored = storedChunks(path, onBytes);
  try {
    const first = await stored.next();
    if (first.done) return;
    const all = rejoin(first.value, stored);
    yield* isGzip(first.value) ? unpack(all, path) : all;
  } catch (error) {
    throw gzipError(fileError(error, path), path);
  } finally {
    // Closes the file even if the caller stops early.
    await stored.return();
  }
}

/** The size of a file as it is stored. */
export async function fileByteCount(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw fileError(error, path);
  }
}

// One buffer is filled while the caller works on the other.
async function* storedChunks(
  path: string,
  onBytes: (bytes: Buffer) => void,
): AsyncGenerator<Buffer, void> {
  const file = await open(path);
  let current = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let other = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let reading = file.read(current);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = file.read(other);
      const chunk = current.subarray(0, bytesRead);
      onBytes(chunk);
      yield chunk;
      [current, other] = [other, current];
    }
  } finally {
    // A read in progress ends before the file is closed; its own failure no longer matters.
    await Promise.allSettled([reading]);
    await file.close();
  }
}

async function* rejoin(first: Buffer, others: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  yield first;
  yield* others;
}

async function* unpack(chunks: AsyncIterable<Buffer>, path: string): AsyncGenerator<Buffer, void> {
  // A failure on either side reaches the caller through the stream itself.
  const gunzip = pipeline(copies(chunks), createGunzip({ chunkSize: CHUNK_BYTES }), () => {});
  yield* withoutBombs(gunzip, path);
}

// A stream may hold on to a chunk after it has asked for the next.
async function* copies(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}
