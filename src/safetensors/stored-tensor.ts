// A tensor as a safetensors file stores it, and its conversion to typed arrays and text and back.
import { InputError } from '../errors.js';
import { isUtf8 } from '../files/bytes/utf8.js';

/** The width in bits of each type of the format, in the order in which a file is written. */
export const dtypeBits = {
  U64: 64,
  I64: 64,
  F64: 64,
  C64: 64,
  F32: 32,
  U32: 32,
  I32: 32,
  BF16: 16,
  F16: 16,
  U16: 16,
  I16: 16,
  F8_E5M2FNUZ: 8,
  F8_E4M3FNUZ: 8,
  F8_E8M0: 8,
  F8_E4M3: 8,
  F8_E5M2: 8,
  I8: 8,
  U8: 8,
  F6_E3M2: 6,
  F6_E2M3: 6,
  F4: 4,
  BOOL: 8,
} as const;

export type Dtype = keyof typeof dtypeBits;

export interface StoredTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** The elements row by row, each little-endian. */
  readonly data: Uint8Array;
}

/** The bytes a tensor takes, or undefined if its bits exceed 2^53 or do not fill the last byte. */
export function byteLengthOf(dtype: Dtype, shape: readonly number[]): number | undefined {
  let elementCount = 1;
  for (const size of shape) {
    elementCount *= size;
    if (!Number.isSafeInteger(elementCount)) return undefined;
  }
  const bits = elementCount * dtypeBits[dtype];
  return Number.isSafeInteger(bits) && bits % 8 === 0 ? bits / 8 : undefined;
}

/** A tensor with a copy of the values, which may be a view of memory that changes later. */
export function tensorOfFloat32(shape: readonly number[], values: Float32Array): StoredTensor {
  return tensorOf('F32', shape, values);
}

export function tensorOfInt8(shape: readonly number[], values: Int8Array): StoredTensor {
  return tensorOf('I8', shape, values);
}

export function tensorOfUint32(shape: readonly number[], values: Uint32Array): StoredTensor {
  return tensorOf('U32', shape, values);
}

/** A text as a tensor of its UTF-8 bytes, in one dimension. */
export function tensorOfText(text: string): StoredTensor {
  const data = new TextEncoder().encode(text);
  return { dtype: 'U8', shape: [data.length], data };
}

/**
 * The values of a tensor: a view of its bytes if they are aligned, else a copy.
 *
 * @param where the file and the name of the tensor, for errors
 * @throws InputError if the tensor has another type
 */
export function float32Of(tensor: StoredTensor, where: string): Float32Array {
  const { buffer, byteOffset, length } = elementBytes(tensor, 'F32', where);
  return new Float32Array(buffer, byteOffset, length / 4);
}

/** The values of a tensor like `float32Of`, but always a copy. */
export function uint32Of(tensor: StoredTensor, where: string): Uint32Array {
  const { buffer, byteOffset, length } = elementBytes(tensor, 'U32', where);
  return new Uint32Array(buffer, byteOffset, length / 4).slice();
}

/** The values of a tensor like `float32Of`, but always a view. */
export function int8Of(tensor: StoredTensor, where: string): Int8Array {
  const { buffer, byteOffset, length } = elementBytes(tensor, 'I8', where);
  return new Int8Array(buffer, byteOffset, length);
}

/**
 * The text of a tensor of UTF-8 bytes.
 *
 * @throws InputError if the tensor has another type or its bytes are not UTF-8
 */
export function textOf(tensor: StoredTensor, where: string): string {
  // A copy, because TextDecoder refuses shared memory.
  const bytes = utf8Of(tensor, where).slice();
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** The bytes of a text, checked like `textOf`. */
export function utf8Of(tensor: StoredTensor, where: string): Uint8Array {
  const bytes = elementBytes(tensor, 'U8', where);
  if (isUtf8(bytes)) return bytes;
  throw new InputError(`${where}: expected UTF-8 text, found other bytes`);
}

const BYTE_ORDER = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'LE' : 'BE';

/** Converts elements of `width` bytes between the byte orders of machine and file, in place. */
export function inFileOrder(
  bytes: Uint8Array,
  width: number,
  machine: 'LE' | 'BE' = BYTE_ORDER,
): Uint8Array {
  if (machine === 'BE') {
    for (let begin = 0; begin < bytes.length; begin += width) {
      bytes.subarray(begin, begin + width).reverse();
    }
  }
  return bytes;
}

function tensorOf(
  dtype: Dtype,
  shape: readonly number[],
  values: Float32Array | Uint32Array | Int8Array,
): StoredTensor {
  if (values.byteLength !== byteLengthOf(dtype, shape)) {
    throw new Error(`${values.length} values do not fill the shape [${shape.join(', ')}]`);
  }
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { dtype, shape, data: inFileOrder(new Uint8Array(bytes), values.BYTES_PER_ELEMENT) };
}

/** The bytes of a tensor in the machine's byte order, aligned to the width of an element. */
function elementBytes(tensor: StoredTensor, dtype: Dtype, where: string): Uint8Array {
  if (tensor.dtype !== dtype) {
    throw new InputError(`${where}: expected type ${dtype}, found ${tensor.dtype}`);
  }
  const { data } = tensor;
  const width = dtypeBits[dtype] / 8;
  const isReadable = width === 1 || (BYTE_ORDER === 'LE' && data.byteOffset % width === 0);
  return isReadable ? data : inFileOrder(new Uint8Array(data), width);
}
