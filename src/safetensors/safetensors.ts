// The safetensors format, for tensors by name and metadata in strings: nothing here knows what they mean.
// https://github.com/huggingface/safetensors#format
//
//   8 bytes   length of the header, unsigned, little-endian
//   header    JSON: {"__metadata__": {key: string}, name: {"dtype", "shape", "data_offsets"}, ...}
//   data      the tensors one after another, from the first byte to the file's last

import { type FileHandle, open, stat } from 'node:fs/promises';
import { InputError } from '../errors.js';
import { fileError, otherThanFile } from '../files/system-error.js';
import { writeFileAtomically } from '../files/write-file.js';
import {
  headerLengthOf,
  parseHeader,
  prefixLength,
  renderHeader,
  type TensorEntry,
} from './safetensors-header.js';
import { byteLengthOf, dtypeBits, type StoredTensor } from './stored-tensor.js';

export interface Safetensors {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

// What one array holds on every machine; a tagger's model is a hundredth of it.
const maximumFileLength = 2 ** 31;

/** Where a file's bytes are to be put: so many, the tensors beginning after the first `dataBegin`. */
export type PlaceBytes = (byteLength: number, dataBegin: number) => Uint8Array;

/** Reads a whole file; whatever is wrong with it is an InputError. The tensors are views of one buffer. */
export async function readSafetensors(
  path: string,
  place: PlaceBytes = (byteLength) => new Uint8Array(byteLength),
): Promise<Safetensors> {
  try {
    // Asked before opening, which would wait for a pipe's other end.
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

/** Writes the file as a whole or not at all, and tells its length in bytes. */
export async function writeSafetensors(path: string, content: Safetensors): Promise<number> {
  const pieces = piecesOf(content);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > maximumFileLength) {
    throw new InputError(`${path}: expected at most ${maximumFileLength} bytes, found ${length}`);
  }
  await writeFileAtomically(path, pieces);
  return length;
}

/** The bytes of the file, the same for the same content whatever the order it is given in. */
export function encodeSafetensors(content: Safetensors): Uint8Array {
  const pieces = piecesOf(content);
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

/** The content of a file's bytes; the tensors are views of them, in the order of the file. */
export function decodeSafetensors(bytes: Uint8Array, path: string): Safetensors {
  const headerLength = headerLengthOf(bytes, bytes.length, path);
  const dataBegin = prefixLength + headerLength;
  // A copy, for memory that threads share is nothing to decode.
  const header = bytes.slice(prefixLength, dataBegin);
  const { metadata, entries } = parseHeader(header, bytes.length - dataBegin, path);
  const tensors = new Map<string, StoredTensor>();
  for (const { name, dtype, shape, begin, end } of entries) {
    // Not a subarray: that of a Buffer is a Buffer, whose slice() does not copy.
    const data = new Uint8Array(bytes.buffer, bytes.byteOffset + dataBegin + begin, end - begin);
    tensors.set(name, { dtype, shape, data });
  }
  return { metadata, tensors };
}

// Like the format's own writer: widest type first, so that each tensor is aligned, then by name.
function piecesOf({ metadata, tensors }: Safetensors): readonly Uint8Array[] {
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
  const start = new Uint8Array(prefixLength + 1);
  await file.read(start, 0, start.length, 0);
  const headerLength = headerLengthOf(start, size, path);
  if (size > maximumFileLength) {
    throw new InputError(`${path}: expected at most ${maximumFileLength} bytes, found ${size}`);
  }
  const bytes = place(size, prefixLength + headerLength);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, Math.min(size - length, 2 ** 30), length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  // A file cut short meanwhile is told like any other that is too short.
  return bytes.subarray(0, length);
}
