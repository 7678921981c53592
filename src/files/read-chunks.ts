// The bytes of a file in chunks, unpacked where it is gzipped, never the whole file at once.

import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../errors.js';

// Large enough for zlib's thread to work beside ours, small enough to stay in the cache.
const chunkByteCount = 1 << 18;

/**
 * The content of a file; gzip is told by its first bytes, never by the name.
 *
 * A chunk may be overwritten as soon as the next one is asked for.
 *
 * @param onBytes is given the bytes as they are stored, still packed, before they are unpacked
 * @throws InputError if the file is missing, is a directory, can't be read, or is a damaged gzip stream
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
    yield* isGzip(first.value) ? unpack(all) : all;
  } catch (error) {
    throw asInputError(path, error);
  } finally {
    // Closes the file also when the caller stops early.
    await stored.return();
  }
}

/** The number of bytes the file is stored in. */
export async function fileByteCount(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw asInputError(path, error);
  }
}

/** While one buffer is worked on, the other is read into. */
async function* storedChunks(
  path: string,
  onBytes: (bytes: Buffer) => void,
): AsyncGenerator<Buffer, void> {
  const file = await open(path);
  let current = Buffer.allocUnsafeSlow(chunkByteCount);
  let other = Buffer.allocUnsafeSlow(chunkByteCount);
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
    // The file is not closed under a read, whose own failure no one waits for any more.
    await Promise.allSettled([reading]);
    await file.close();
  }
}

async function* rejoin(first: Buffer, others: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  yield first;
  yield* others;
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function* unpack(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  // A failure on either side reaches the caller through the stream itself.
  yield* pipeline(copies(chunks), createGunzip({ chunkSize: chunkByteCount }), () => {});
}

/** A stream may hold on to what it was given. */
async function* copies(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

function asInputError(path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  const { code, message } = error;
  if (code === 'ENOENT') return new InputError(`${path}: no such file`);
  if (code === 'EISDIR') return new InputError(`${path}: expected a file, found a directory`);
  if (code.startsWith('Z_')) {
    const found = code === 'Z_BUF_ERROR' ? 'the file ends within it' : message;
    return new InputError(`${path}: expected a whole gzip stream, found that ${found}`);
  }
  // Node's own errors, which are our bugs, begin with ERR_.
  if (code.startsWith('ERR_')) return error;
  return new InputError(`${path}: expected a file that can be read, found ${message}`);
}

function isSystemError(error: unknown): error is { code: string; message: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'message' in error
  );
}
