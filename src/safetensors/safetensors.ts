// Reading and writing of safetensors files: named tensors, and strings as metadata.
// https://github.com/huggingface/safetensors#format
//
//   8 bytes   length of the header, unsigned, little-endian
//   header    JSON: {"__metadata__": {key: string}, name: {"dtype", "shape", "data_offsets"}, ...}
//   data      the tensors one after another, to the last byte of the file
import { type FileHandle, open, stat } from 'node:fs/promises';
import { InputError } from '../errors.js';
import { fileError, otherThanFile } from '../files/system-error.js';
import { type WriteOptions, writeFileAtomically } from '../files/write-file.js';
import {
  headerLengthOf,
  PREFIX_LENGTH,
  parseHeader,
  renderHeader,
  type TensorEntry,
} from './safetensors-header.js';
import { byteLengthOf, dtypeBits, type StoredTensor } from './stored-tensor.js';

export interface Safetensors {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

// Every machine can allocate an array of this length.
const MAXIMUM_FILE_LENGTH = 2 ** 31;

/** Allocates the bytes for a file, of which those of the tensors begin at `dataBegin`. */
export type PlaceBytes = (byteLength: number, dataBegin: number) => Uint8Array;

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

/** The content of a file by its bytes. The tensors are views of them, in the order of the file. */
export function decodeSafetensors(bytes: Uint8Array, path: string): Safetensors {
  const headerLength = headerLengthOf(bytes, bytes.length, path);
  const dataBegin = PREFIX_LENGTH + headerLength;
  // A copy, because TextDecoder refuses shared memory.
  const header = bytes.slice(PREFIX_LENGTH, dataBegin);
  const { metadata, entries } = parseHeader(header, bytes.length - dataBegin, path);
  const tensors = new Map<string, StoredTensor>();
  for (const { name, dtype, shape, begin, end } of entries) {
    // The subarray of a Buffer would be a Buffer, whose slice() does not copy.
    const data = new Uint8Array(bytes.buffer, bytes.byteOffset + dataBegin + begin, end - begin);
    tensors.set(name, { dtype, shape, data });
  }
  return { metadata, tensors };
}

/** The bytes of a file in pieces. They do not depend on the order of the content. */
export function encodeSafetensors({ metadata, tensors }: Safetensors): readonly Uint8Array[] {
  // Like the format's own writer: the widest types first, so that all are aligned, then by name.
  const order = Object.keys(dtypeBits);
  const sorted = [...tensors].sort(
    ([aName, a], [bName, b]) =>
      order.indexOf(a.dtype) - order.indexOf(b.dtype) || (aName < bName ? -1 : 1),
  );
  const entries: TensorEntry[] = [];
  let begin = 0;
  for (const [name, { dtype, shape, data }] of sorted) {
    if (name === '__metadata__' || data.length !== byteLengthOf(dtype, shape)) {
      throw new Error(`tensor ${name}: ${data.length} bytes for ${dtype} [${shape}]`);
    }
    const end = begin + data.length;
    entries.push({ name, dtype, shape, begin, end });
    begin = end;
  }
  return [renderHeader({ metadata, entries }), ...sorted.map(([, { data }]) => data)];
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
