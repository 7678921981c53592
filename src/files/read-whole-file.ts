// Reads a file whole, unpacked if it is gzipped.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../errors.js';
import { isGzip } from './bytes/is-gzip.js';
import { gzipError, withoutBombs } from './gzip.js';
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
    const stored = await readStored(path);
    const sha256 = createHash('sha256').update(stored).digest('hex');
    const content = isGzip(stored) ? await unpackWhole(stored, path) : stored;
    return { content, sha256 };
  } catch (error) {
    throw gzipError(fileError(error, path), path);
  }
}

const CHUNK_BYTES = 1 << 18;
// What Node reads of a file that is not compressed.
const MAXIMUM_BYTES = 2 ** 31;

// Far longer than any line of a corpus that has line ends.
const MOST_WITHOUT_LINE_END = 2 ** 26;

/** A device or a pipe may have no end, so it is given up once it is too large, or has no line. */
async function readStored(path: string): Promise<Buffer> {
  if ((await stat(path)).isFile()) return readFile(path);
  const chunks: Buffer[] = [];
  let [byteCount, hasLineEnd] = [0, false];
  for await (const chunk of createReadStream(path)) {
    chunks.push(chunk);
    byteCount += chunk.length;
    hasLineEnd ||= isGzip(chunks[0]) || chunk.includes(LINE_FEED);
    if (byteCount > MAXIMUM_BYTES) {
      throw new InputError(`${path}: expected at most 2 GiB, found more`);
    }
    if (byteCount > MOST_WITHOUT_LINE_END && !hasLineEnd) {
      throw new InputError(`${path}: expected lines, found 64 MiB without a line end`);
    }
  }
  return Buffer.concat(chunks);
}

const LINE_FEED = 0x0a;

async function unpackWhole(stored: Buffer, path: string): Promise<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // A failure on either side reaches the loop through the stream itself.
  pipeline(Readable.from(slicesOf(stored)), gunzip, () => {});
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of withoutBombs(gunzip, path)) {
    byteCount += chunk.length;
    if (byteCount > MAXIMUM_BYTES) {
      throw new InputError(
        `${path}: expected a gzip file that unpacks to at most 2 GiB, found one that unpacks to more`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The expansion of a file can be measured only if the file is passed on in small parts. */
function* slicesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield bytes.subarray(start, start + CHUNK_BYTES);
  }
}
