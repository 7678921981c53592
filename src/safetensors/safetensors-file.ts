// Reading and writing of safetensors files.
import { type FileHandle, open, stat } from 'node:fs/promises';
import { InputError } from '../errors.js';
import { fileError, otherThanFile } from '../files/system-error.js';
import { type WriteOptions, writeFileAtomically } from '../files/write-file.js';
import {
  decodeSafetensors,
  encodeSafetensors,
  type PlaceBytes,
  type Safetensors,
} from './safetensors.js';
import { headerLengthOf, PREFIX_LENGTH } from './safetensors-header.js';

// Every machine can allocate an array of this length.
const MAXIMUM_FILE_LENGTH = 2 ** 31;

/**
 * Reads a whole file. The tensors are views of the bytes that `place` allocates.
 *
 * @throws InputError if the file cannot be read or is damaged
 */
export async function readSafetensors(
  path: string,
  place: PlaceBytes = (byteLength) => new Uint8Array(byteLength),
): Promise<Safetensors> {
  try {
    // Checked before opening, which would wait for the other end of a pipe.
    const kind = otherThanFile(await stat(path));
    if (kind) throw new InputError(`${path}: expected a safetensors file, found ${kind}`);
    const file = await open(path);
    try {
      return decodeSafetensors(await readBytes(file, path, place), path);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Writes a file whole or not at all, and returns its length in bytes. */
export async function writeSafetensors(
  path: string,
  content: Safetensors,
  options?: WriteOptions,
): Promise<number> {
  const pieces = encodeSafetensors(content);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > MAXIMUM_FILE_LENGTH) {
    throw new InputError(
      `${path}: expected a file of at most ${MAXIMUM_FILE_LENGTH} bytes, found ${length}`,
    );
  }
  await writeFileAtomically(path, pieces, options);
  return length;
}

async function readBytes(file: FileHandle, path: string, place: PlaceBytes): Promise<Uint8Array> {
  const { size } = await file.stat();
  const start = new Uint8Array(PREFIX_LENGTH + 1);
  await file.read(start, 0, start.length, 0);
  const headerLength = headerLengthOf(start, size, path);
  if (size > MAXIMUM_FILE_LENGTH) {
    throw new InputError(
      `${path}: expected a file of at most ${MAXIMUM_FILE_LENGTH} bytes, found ${size}`,
    );
  }
  const bytes = place(size, PREFIX_LENGTH + headerLength);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, Math.min(size - length, 2 ** 30), length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  // A file that was cut short meanwhile is reported like any other that is too short.
  return bytes.subarray(0, length);
}
