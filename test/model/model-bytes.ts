// A safetensors file as an outsider reads and writes it: from the format's text, with nothing of ours.
// https://github.com/huggingface/safetensors#format
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PlainTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface PlainFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: Readonly<Record<string, PlainTensor>>;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

export function readPlainFile(path: string): PlainFile {
  const bytes = new Uint8Array(readFileSync(path));
  const headerLength = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));
  const { __metadata__: metadata, ...entries } = header;
  const data = bytes.subarray(8 + headerLength);
  const tensors = Object.entries<Entry>(entries).map(
    ([name, { dtype, shape, data_offsets: offsets }]) =>
      [name, { dtype, shape, bytes: data.slice(...offsets) }] as const,
  );
  return { metadata, tensors: Object.fromEntries(tensors) };
}

export function writePlainFile(path: string, { metadata, tensors }: PlainFile): void {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { dtype, shape, bytes }]) => {
    const begin = end;
    end += bytes.length;
    return [name, { dtype, shape, data_offsets: [begin, end] }] as const;
  });
  const header = Buffer.from(
    JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const data = Object.values(tensors).map(({ bytes }) => bytes);
  writeFileSync(path, Buffer.concat([length, header, ...data]));
}

/** Little-endian single-precision numbers. */
export function floatsOf({ bytes }: PlainTensor): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Float64Array.from({ length: bytes.length / 4 }, (_, k) => view.getFloat32(4 * k, true));
}

export function floatTensor(shape: readonly number[], values: Iterable<number>): PlainTensor {
  return { dtype: 'F32', shape, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

export function textTensor(text: string): PlainTensor {
  const bytes = new TextEncoder().encode(text);
  return { dtype: 'U8', shape: [bytes.length], bytes };
}

export function linesOf({ bytes }: PlainTensor): string[] {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n');
}

/** Of a file that does not exist yet, in a folder of its own. */
export function temporaryPath(name = 'model.safetensors'): string {
  return join(mkdtempSync(join(tmpdir(), 'teddy-model-')), name);
}
