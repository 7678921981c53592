// Detection and writing of gzip files, and errors in them as sentences for the user.
import { gzipSync } from 'node:zlib';
import { InputError } from '../errors.js';

/** Whether a file is gzipped, by its first bytes: its name does not matter. */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** The bytes of a gzip file; the same pieces give the same bytes. */
export function gzipPieces(pieces: readonly Uint8Array[]): Uint8Array {
  return gzipSync(Buffer.concat(pieces));
}

/** An error of zlib as an InputError; any other error unchanged. */
export function gzipError(error: unknown, path: string): unknown {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: string };
  if (code === 'Z_BUF_ERROR') return new InputError(`${path}: the gzip file is cut short`);
  if (code === 'ERR_BUFFER_TOO_LARGE') {
    return new InputError(`${path}: the gzip file is too large to unpack in memory`);
  }
  if (typeof code !== 'string' || !code.startsWith('Z_')) return error;
  return new InputError(`${path}: the gzip file is damaged (${message})`);
}
