// The bytes of a file the user names, unpacked where they are gzipped.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getSystemErrorMap, promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { InputError } from '../errors.js';

export interface InputBytes {
  /** Unpacked. */
  readonly content: Uint8Array;
  /** Of the bytes as stored, in hexadecimal digits. */
  readonly sha256: string;
}

/** Reads a whole file, plain or gzip by its first bytes; what stands in the way is an InputError. */
export async function readInputBytes(path: string): Promise<InputBytes> {
  const stored = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const sha256 = createHash('sha256').update(stored).digest('hex');
  return { content: isGzip(stored) ? await unpack(stored, path) : stored, sha256 };
}

function unreadable(path: string, error: unknown): unknown {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return new InputError(`${path}: expected a file, found a directory`);
  if (code === 'ERR_FS_FILE_TOO_LARGE') {
    return new InputError(`${path}: expected a file of less than 2 GiB, found a larger one`);
  }
  const description = errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1];
  if (description === undefined) return error;
  return new InputError(`${path}: expected a file to read, found: ${description}`);
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpack(packed: Uint8Array, path: string): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(packed);
  } catch (error) {
    const reason = (error as Error).message;
    throw new InputError(
      `${path}: expected a whole gzip file, found it damaged or cut short (${reason})`,
    );
  }
}
