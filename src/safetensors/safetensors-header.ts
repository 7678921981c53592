// The first part of a safetensors file: eight bytes that tell the header's length, then the header, a JSON
// object from tensor names to types, shapes and places in the data, which is the rest of the file.
// https://github.com/huggingface/safetensors#format

import { InputError } from '../errors.js';
import { JsonCursor, quoted } from './json-cursor.js';
import { byteLengthOf, type Dtype, dtypeBits } from './stored-tensor.js';

/** One tensor of the header; `begin` and `end` are byte offsets into the data, half-open. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** The entries follow the order of their data, which they cover without holes. */
export interface Header {
  readonly metadata: Readonly<Record<string, string>>;
  readonly entries: readonly TensorEntry[];
}

/** The bytes of a file before its header: the header's length, an unsigned 64-bit integer. */
export const prefixLength = 8;

// The format's own limit.
const maximumHeaderLength = 100_000_000;

// The format asks for none; at a cache line's, whoever maps the file can use every tensor where it lies.
const dataAlignment = 64;

/** The file's beginning: the length, then the header in JSON, padded so that the data begin aligned. */
export function renderHeader({ metadata, entries }: Header): Uint8Array {
  // Written member by member: an object would move the names that look like numbers to its front.
  const keys = Object.keys(metadata).sort();
  const strings = keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`);
  const members = entries.map(({ name, dtype, shape, begin, end }) => {
    const entry = { dtype, shape, data_offsets: [begin, end] };
    return `${JSON.stringify(name)}:${JSON.stringify(entry)}`;
  });
  if (keys.length > 0) members.unshift(`"__metadata__":{${strings.join()}}`);

  const json = new TextEncoder().encode(`{${members.join()}}`);
  const length = Math.ceil((prefixLength + json.length) / dataAlignment) * dataAlignment;
  const bytes = new Uint8Array(length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length - prefixLength), true);
  bytes.set(json, prefixLength);
  return bytes;
}

/**
 * The header's length, checked against the file's before anything of that length is allocated.
 *
 * @param start the file's first nine bytes or more, where it has as many
 */
export function headerLengthOf(start: Uint8Array, fileLength: number, path: string): number {
  if (fileLength < prefixLength) {
    const found = fileLength === 0 ? 'an empty file' : `a file of ${fileLength} bytes`;
    throw new InputError(`${path}: expected a safetensors file, found ${found}`);
  }
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  const restLength = fileLength - prefixLength;
  let defect = '';
  if (length > maximumHeaderLength) {
    defect = `expected a header of at most ${maximumHeaderLength} bytes, found ${length}`;
  } else if (length > restLength) {
    defect = `expected a header of ${length} bytes, found ${restLength} to the file's end`;
  } else if (length === 0n || start[prefixLength] !== 0x7b) {
    defect = 'expected a header that begins with "{", found another byte or none';
  }
  if (defect === '') return Number(length);
  const kind = otherKindOf(start.subarray(0, prefixLength));
  throw new InputError(`${path}: ${kind ? `expected a safetensors file, found ${kind}` : defect}`);
}

/** The header, with every claim in it checked; each that does not hold is an InputError. */
export function parseHeader(bytes: Uint8Array, dataLength: number, path: string): Header {
  const where = `${path}: header`;
  const json = new JsonCursor(decodeUtf8(bytes, where), where);
  // Without a prototype, a look-up of "constructor" finds nothing and "__proto__" is a key like others.
  const metadata: Record<string, string> = Object.create(null);
  const entries: TensorEntry[] = [];
  json.readObject('the header', (name) => {
    if (name === '__metadata__') {
      json.readObject(name, (key) => {
        metadata[key] = json.readString();
      });
    } else {
      entries.push(readEntry(json, name, path));
    }
  });
  json.readEnd();
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkLayout(entries, dataLength, path);
  return { metadata, entries };
}

// What a user is likely to have given instead, told from its first bytes.
function otherKindOf(start: Uint8Array): string | undefined {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'a gzip file';
  if (start[0] === 0x50 && start[1] === 0x4b) return 'a zip file';
  const isText = start.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
  return isText ? 'text' : undefined;
}

function decodeUtf8(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InputError(`${where}: expected UTF-8, found bytes that are not`);
  }
}

function readEntry(json: JsonCursor, name: string, path: string): TensorEntry {
  const where = `${path}: tensor ${quoted(name)}`;
  const { dtype, shape, offsets } = readFields(json, name, where);
  if (!isDtype(dtype)) {
    throw new InputError(`${where}: expected a type of the format, found ${quoted(dtype)}`);
  }
  const [begin, end] = offsets;
  if (offsets.length !== 2 || begin > end) {
    throw new InputError(
      `${where}: expected data_offsets [begin, end], begin not past end, found ${listed(offsets)}`,
    );
  }
  const byteLength = byteLengthOf(dtype, shape);
  if (end - begin !== byteLength) {
    const expected = byteLength === undefined ? 'a whole number of' : byteLength;
    throw new InputError(
      `${where}: expected ${expected} bytes for ${dtype} ${listed(shape)}, found ${end - begin}`,
    );
  }
  return { name, dtype, shape, begin, end };
}

function readFields(json: JsonCursor, name: string, where: string) {
  const expected = 'expected the fields dtype, shape and data_offsets';
  const fields: { dtype?: string; shape?: number[]; data_offsets?: number[] } = {};
  json.readObject(`tensor ${quoted(name)}`, (field) => {
    if (field === 'dtype') fields.dtype = json.readString();
    else if (field === 'shape' || field === 'data_offsets') {
      const numbers: number[] = [];
      json.readArray(() => numbers.push(json.readWholeNumber()));
      fields[field] = numbers;
    } else {
      throw new InputError(`${where}: ${expected}, found ${quoted(field)}`);
    }
  });
  const { dtype, shape, data_offsets: offsets } = fields;
  if (dtype === undefined || shape === undefined || offsets === undefined) {
    const found = Object.keys(fields).join(' and ') || 'none';
    throw new InputError(`${where}: ${expected}, found ${found}`);
  }
  return { dtype, shape, offsets };
}

function isDtype(name: string): name is Dtype {
  return Object.hasOwn(dtypeBits, name);
}

function listed(numbers: readonly number[]): string {
  return numbers.length > 8 ? `[${numbers.slice(0, 8)},…]` : `[${numbers}]`;
}

function checkLayout(entries: readonly TensorEntry[], dataLength: number, path: string): void {
  let expected = 0;
  for (const { name, begin, end } of entries) {
    const where = `${path}: tensor ${quoted(name)}`;
    if (begin !== expected) {
      const defect = begin < expected ? 'an overlap' : 'a hole';
      throw new InputError(
        `${where}: expected data from byte ${expected}, found ${begin}, ${defect}`,
      );
    }
    if (end > dataLength) {
      throw new InputError(
        `${where}: expected data up to byte ${end}, found ${dataLength} bytes to the file's end`,
      );
    }
    expected = end;
  }
  if (expected !== dataLength) {
    throw new InputError(
      `${path}: expected the file to end with the last tensor, found ${dataLength - expected} bytes more`,
    );
  }
}
