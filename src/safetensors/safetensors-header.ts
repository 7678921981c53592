// The header of a safetensors file: a JSON object from the names of tensors to their types, shapes
// and places in the data. The header's length comes before it, the data fill the rest of the file.
// https://github.com/huggingface/safetensors#format
import { InputError } from '../errors.js';
import { isGzip } from '../files/bytes/is-gzip.js';
import { excerpt } from '../files/excerpt.js';
import { JsonCursor } from './json-cursor.js';
import { byteLengthOf, type Dtype, dtypeBits } from './stored-tensor.js';

/** A tensor in the header: its data begin at byte `begin` of all data and end before `end`. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** The content of a header. The entries are in the order of their data, without holes. */
export interface Header {
  readonly metadata: Readonly<Record<string, string>>;
  readonly entries: readonly TensorEntry[];
}

/** The bytes before the header: its length, an unsigned 64-bit integer. */
export const PREFIX_LENGTH = 8;

/** Far less than the format allows, so that a hostile header cannot take much time or memory. */
export const MAXIMUM_HEADER_LENGTH = 2 ** 23;
const MAXIMUM_RANK = 64;

// The format asks for no alignment. With that of a cache line, a program that maps the file can use
// every tensor in place.
const DATA_ALIGNMENT = 64;

/** The beginning of a file: the length of the header and the header, padded to align the data. */
export function renderHeader({ metadata, entries }: Header): Uint8Array {
  // Written member by member: an object would move names that look like numbers to its front.
  const keys = Object.keys(metadata).sort();
  const strings = keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`);
  const members = entries.map(({ name, dtype, shape, begin, end }) => {
    const entry = { dtype, shape, data_offsets: [begin, end] };
    return `${JSON.stringify(name)}:${JSON.stringify(entry)}`;
  });
  if (keys.length > 0) members.unshift(`"__metadata__":{${strings.join()}}`);

  const json = new TextEncoder().encode(`{${members.join()}}`);
  const length = Math.ceil((PREFIX_LENGTH + json.length) / DATA_ALIGNMENT) * DATA_ALIGNMENT;
  if (length - PREFIX_LENGTH > MAXIMUM_HEADER_LENGTH) {
    throw new Error(`a header of ${length - PREFIX_LENGTH} bytes`);
  }
  const bytes = new Uint8Array(length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length - PREFIX_LENGTH), true);
  bytes.set(json, PREFIX_LENGTH);
  return bytes;
}

/**
 * The length of the header, checked against the length of the file before anything is allocated.
 *
 * @param start the first bytes of the file, up to the first of the header or further
 */
export function headerLengthOf(start: Uint8Array, fileLength: number, path: string): number {
  if (fileLength < PREFIX_LENGTH) {
    const found = fileLength === 0 ? 'an empty file' : `a file of ${fileLength} bytes`;
    throw new InputError(`${path}: expected a safetensors file, found ${found}`);
  }
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  const restLength = fileLength - PREFIX_LENGTH;
  let defect = '';
  if (length > MAXIMUM_HEADER_LENGTH) {
    defect = `expected a header of at most ${MAXIMUM_HEADER_LENGTH} bytes, found ${length}`;
  } else if (length > restLength) {
    defect = `expected a header of ${length} bytes, found only ${restLength}`;
  } else if (length === 0n || start[PREFIX_LENGTH] !== 0x7b) {
    defect = 'expected a header that begins with "{", found another byte or none';
  }
  if (defect === '') return Number(length);
  const kind = otherKindOf(start.subarray(0, PREFIX_LENGTH));
  throw new InputError(`${path}: ${kind ? `expected a safetensors file, found ${kind}` : defect}`);
}

/** @throws InputError if the header is not valid or does not fit the data */
export function parseHeader(bytes: Uint8Array, dataLength: number, path: string): Header {
  const where = `${path}: header`;
  const json = new JsonCursor(decodeUtf8(bytes, where), where);
  // Without a prototype, "constructor" is not found, and "__proto__" is a key like others.
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

// The kind of file that a user may have given by mistake, by its first bytes.
function otherKindOf(start: Uint8Array): string | undefined {
  if (isGzip(start)) return 'a gzip file';
  if (start[0] === 0x50 && start[1] === 0x4b) return 'a zip file';
  const isText = start.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
  return isText ? 'text' : undefined;
}

function decodeUtf8(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InputError(`${where}: expected UTF-8 text, found other bytes`);
  }
}

function readEntry(json: JsonCursor, name: string, path: string): TensorEntry {
  const where = `${path}: tensor ${excerpt(name)}`;
  const { dtype, shape, offsets } = readFields(json, name, where);
  if (!isDtype(dtype)) {
    throw new InputError(`${where}: expected a dtype of the format, found ${excerpt(dtype)}`);
  }
  const [begin, end] = offsets;
  if (offsets.length !== 2 || begin > end) {
    throw new InputError(
      `${where}: expected data_offsets [begin, end] with begin <= end, found ${listed(offsets)}`,
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
  json.readObject(`tensor ${excerpt(name)}`, (field) => {
    if (field === 'dtype') fields.dtype = json.readString();
    else if (field === 'shape' || field === 'data_offsets') {
      const numbers: number[] = [];
      json.readArray(() => {
        if (numbers.length === MAXIMUM_RANK) {
          throw new InputError(`${where}: expected at most ${MAXIMUM_RANK} numbers in ${field}`);
        }
        numbers.push(json.readWholeNumber());
      });
      fields[field] = numbers;
    } else {
      throw new InputError(`${where}: ${expected}, found ${excerpt(field)}`);
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
    const where = `${path}: tensor ${excerpt(name)}`;
    if (begin !== expected) {
      const defect = begin < expected ? 'an overlap' : 'a hole';
      throw new InputError(
        `${where}: expected its data to begin at byte ${expected}, found ${begin} (${defect})`,
      );
    }
    if (end > dataLength) {
      throw new InputError(
        `${where}: expected data up to byte ${end}, found only ${dataLength} bytes of data`,
      );
    }
    expected = end;
  }
  if (expected !== dataLength) {
    throw new InputError(
      `${path}: expected the file to end with the last tensor, found bytes after it`,
    );
  }
}
