// Unpacks a stream that is compressed by gzip or zstd, which its first bytes show.
import { pipeline, type Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../errors.js';
import { isGzip } from './bytes/is-gzip.js';
import { gzipError } from './gzip.js';
import { startingWith } from './stream-start.js';

type Chunks = AsyncIterable<Uint8Array>;

// What is unpacked at once, so that a small file that unpacks to a huge one needs little memory.
const CHUNK_BYTES = 1 << 18;

/**
 * The chunks unpacked, or as they are. Several compressed streams in a row are one.
 *
 * @param name of the stream in errors
 * @throws InputError for a stream that is damaged or cut short, after what precedes the damage
 */
export async function* unpack(chunks: Chunks, name: string): AsyncGenerator<Uint8Array> {
  const { start, all } = await startingWith(chunks);
  if (isGzip(start)) yield* unpackGzip(all, name);
  else if (isZstd(start)) yield* unpackZstd(all, name);
  else yield* all;
}

/** Whether the first frame holds data or can be skipped (RFC 8878). */
function isZstd(start: Uint8Array): boolean {
  if (start.length < 4) return false;
  const isFrame = start[0] === 0x28 && start[1] === 0xb5 && start[2] === 0x2f && start[3] === 0xfd;
  const isSkippable =
    start[0] >> 4 === 5 && start[1] === 0x2a && start[2] === 0x4d && start[3] === 0x18;
  return isFrame || isSkippable;
}

async function* unpackGzip(chunks: Chunks, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* through(chunks, createGunzip({ chunkSize: CHUNK_BYTES }));
  } catch (error) {
    throw gzipError(error, name);
  }
}

async function* unpackZstd(chunks: Chunks, name: string): AsyncGenerator<Uint8Array> {
  const { unpackZstdFrames } = await import('./unpack-zstd.js');
  try {
    yield* unpackZstdFrames(chunks, name);
  } catch (error) {
    throw zstdError(error, name);
  }
}

async function* through(chunks: Chunks, transform: Transform): AsyncGenerator<Uint8Array> {
  let ownError: unknown;
  const reading = async function* () {
    try {
      yield* chunks;
    } catch (error) {
      ownError = error;
      throw error;
    }
  };
  try {
    // A failure on either side reaches the caller through the stream itself.
    yield* pipeline(reading, transform, () => {}) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw ownError ?? error;
  }
}

const CUT_SHORT = 5;

/** An error of fzstd as an InputError; any other error unchanged. */
function zstdError(error: unknown, name: string): unknown {
  const { code, message = '' } = Object(error) as {
    readonly code?: unknown;
    readonly message?: string;
  };
  if (typeof code !== 'number') return error;
  if (code === CUT_SHORT) return new InputError(`${name}: the zstd file is cut short`);
  return new InputError(`${name}: the zstd file is damaged (${message})`);
}
