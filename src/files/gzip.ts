// Writing of gzip files, and errors in them as sentences for the user.
import { type Gunzip, gzipSync } from 'node:zlib';
import { InputError } from '../errors.js';

/** The bytes of a gzip file; the same pieces give the same bytes. */
export function gzipPieces(pieces: readonly Uint8Array[]): Uint8Array {
  return gzipSync(Buffer.concat(pieces));
}

/** What any file may unpack to, whatever its size. */
export const UNCHECKED_BYTES = 2 ** 26;
/** Beyond it, each stored byte may stand for so many. Real corpora and vectors reach about ten. */
export const MAXIMUM_EXPANSION = 100;

/** The chunks of a stream that unpacks. @throws InputError if it expands as only a gzip bomb does */
export async function* withoutBombs(gunzip: Gunzip, path: string): AsyncGenerator<Buffer, void> {
  let byteCount = 0;
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > UNCHECKED_BYTES && byteCount > MAXIMUM_EXPANSION * gunzip.bytesWritten) {
      throw new InputError(
        `${path}: expected a gzip file that unpacks to at most ${MAXIMUM_EXPANSION} times its size, found one that unpacks to more`,
      );
    }
    yield chunk;
  }
}

/** An error of zlib as an InputError; any other error unchanged. */
export function gzipError(error: unknown, path: string): unknown {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: string };
  if (code === 'Z_BUF_ERROR') return new InputError(`${path}: the gzip file is cut short`);
  if (typeof code !== 'string' || !code.startsWith('Z_')) return error;
  return new InputError(`${path}: the gzip file is damaged (${message})`);
}
