// The bytes of safetensors files: named tensors, and strings as metadata.
// https://github.com/huggingface/safetensors#format
//
//   8 bytes   length of the header, unsigned, little-endian
//   header    JSON: {"__metadata__": {key: string}, name: {"dtype", "shape", "data_offsets"}, ...}
//   data      the tensors one after another, to the last byte of the file
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

/** Allocates the bytes for a file, of which those of the tensors begin at `dataBegin`. */
export type PlaceBytes = (byteLength: number, dataBegin: number) => Uint8Array;

/** The same as `decodeSafetensors`, after copying the bytes to where `place` allocates them. */
export function placeSafetensors(bytes: Uint8Array, path: string, place: PlaceBytes): Safetensors {
  const headerLength = headerLengthOf(bytes, bytes.length, path);
  const placed = place(bytes.length, PREFIX_LENGTH + headerLength);
  placed.set(bytes);
  return decodeSafetensors(placed, path);
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
