import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../src/errors.js';
import { decodeSafetensors, type Safetensors } from '../../src/safetensors/safetensors.js';
import { readSafetensors, writeSafetensors } from '../../src/safetensors/safetensors-file.js';
import {
  byteLengthOf,
  type Dtype,
  dtypeBits,
  float32Of,
  type StoredTensor,
  tensorOfFloat32,
  tensorOfInt8,
  tensorOfText,
} from '../../src/safetensors/stored-tensor.js';
import { anyCharacter } from '../any-character.js';
import { encoded } from './encoded.js';

const temporaryPath = (name: string) => join(mkdtempSync(join(tmpdir(), 'safetensors-')), name);
const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

const tiny: Safetensors = {
  metadata: { note: 'é' },
  tensors: new Map([
    ['b', tensorOfInt8([3], Int8Array.of(1, -1, 127))],
    ['a', tensorOfFloat32([1, 2], Float32Array.of(1, -2.5))],
  ]),
};

// The same file, from the text of the format alone: 184 = 0xb8 bytes of header end at 192 = 3 * 64.
const tinyBytes = Uint8Array.from([
  ...[0xb8, 0, 0, 0, 0, 0, 0, 0],
  ...ascii('{"__metadata__":{"note":"'),
  ...[0xc3, 0xa9],
  ...ascii('"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},'),
  ...ascii('"b":{"dtype":"I8","shape":[3],"data_offsets":[8,11]}}'),
  ...new Array(46).fill(0x20),
  ...[0x00, 0x00, 0x80, 0x3f],
  ...[0x00, 0x00, 0x20, 0xc0],
  ...[0x01, 0xff, 0x7f],
]);

const dtypes = Object.keys(dtypeBits) as Dtype[];
const text = fc.string({ unit: anyCharacter });
const name = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '0', '10', '9'));

// Shapes whose bytes are whole, so that the types below eight bits occur too.
const storedTensor: fc.Arbitrary<StoredTensor> = fc
  .record({
    dtype: fc.constantFrom(...dtypes),
    shape: fc.array(fc.nat({ max: 4 }), { maxLength: 4 }),
  })
  .filter(({ dtype, shape }) => byteLengthOf(dtype, shape) !== undefined)
  .chain(({ dtype, shape }) => {
    const length = byteLengthOf(dtype, shape)!;
    const data = fc.uint8Array({ minLength: length, maxLength: length });
    return data.map((data) => ({ dtype, shape, data }));
  });

const content: fc.Arbitrary<Safetensors> = fc.record({
  metadata: fc.dictionary(name, text),
  tensors: fc
    .uniqueArray(fc.tuple(name, storedTensor), { selector: ([name]) => name, maxLength: 6 })
    .map((entries) => new Map(entries.filter(([name]) => name !== '__metadata__'))),
});

const sorted = <Value>(entries: Iterable<readonly [string, Value]>) =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

test('a tiny file has the bytes that the format writes down', () => {
  expect(encoded(tiny)).toEqual(tinyBytes);
});

test('a tiny file written down by hand is read', () => {
  const { metadata, tensors } = decodeSafetensors(tinyBytes, 'tiny');
  expect({ ...metadata }).toEqual({ note: 'é' });
  expect([...tensors.keys()]).toEqual(['a', 'b']);
  expect(tensors.get('a')).toEqual({
    dtype: 'F32',
    shape: [1, 2],
    data: tinyBytes.slice(192, 200),
  });
  expect(tensors.get('b')).toEqual({ dtype: 'I8', shape: [3], data: Uint8Array.of(1, 255, 127) });
});

test('decoding what was encoded gives the same content', () => {
  fc.assert(
    fc.property(content, (content) => {
      const decoded = decodeSafetensors(encoded(content), 'file');
      expect(sorted(Object.entries(decoded.metadata))).toEqual(
        sorted(Object.entries(content.metadata)),
      );
      expect(sorted(decoded.tensors)).toEqual(sorted(content.tensors));
    }),
  );
});

test('the same content gives the same bytes whatever its order', () => {
  fc.assert(
    fc.property(content, ({ metadata, tensors }) => {
      const reversed = {
        metadata: Object.fromEntries(Object.entries(metadata).reverse()),
        tensors: new Map([...tensors].reverse()),
      };
      expect(encoded(reversed)).toEqual(encoded({ metadata, tensors }));
    }),
  );
});

test('every tensor is aligned to its own width in the file', () => {
  fc.assert(
    fc.property(content, (content) => {
      const bytes = encoded(content);
      for (const { dtype, data } of decodeSafetensors(bytes, 'file').tensors.values()) {
        expect(data.byteOffset % Math.ceil(dtypeBits[dtype] / 8)).toBe(0);
      }
    }),
  );
});

// A second reader, from the text of the format, for plain names: no checks, and nothing of ours but
// the bytes.
function plainReader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(0, true) + 2 ** 32 * view.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));
  const { __metadata__: metadata = {}, ...entries } = header;
  const tensors = Object.entries<{ dtype: string; shape: number[]; data_offsets: number[] }>(
    entries,
  ).map(([name, { dtype, shape, data_offsets: offsets }]) => {
    const [begin, end] = offsets.map((offset) => 8 + headerLength + offset);
    return [name, { dtype, shape, data: bytes.slice(begin, end) }] as const;
  });
  return { metadata, tensors };
}

test('an independent reader reads what the encoder writes', () => {
  fc.assert(
    fc.property(content, (content) => {
      fc.pre(![...content.tensors.keys(), ...Object.keys(content.metadata)].includes('__proto__'));
      const read = plainReader(encoded(content));
      expect(read.metadata).toEqual({ ...content.metadata });
      expect(sorted(read.tensors)).toEqual(sorted(content.tensors));
    }),
  );
});

test('names that every object inherits are names like others', () => {
  const metadata = Object.fromEntries([['__proto__', 'a']]);
  const tensors = new Map([['__proto__', tensorOfText('b')]]);
  const decoded = decodeSafetensors(encoded({ metadata, tensors }), 'file');
  expect(Object.entries(decoded.metadata)).toEqual([['__proto__', 'a']]);
  expect(decoded.metadata.constructor).toBeUndefined();
  expect([...decoded.tensors.keys()]).toEqual(['__proto__']);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test('the tensors are views of the bytes, at whatever address these lie', () => {
  const shifted = new Uint8Array(tinyBytes.length + 5).subarray(5);
  shifted.set(tinyBytes);
  const tensor = decodeSafetensors(shifted, 'tiny').tensors.get('a')!;
  expect(tensor.data.buffer).toBe(shifted.buffer);
  expect(float32Of(tensor, 'tiny')).toEqual(Float32Array.of(1, -2.5));
});

test('a Buffer cut from a shared pool is read like other bytes', () => {
  const pooled = Buffer.from(tinyBytes);
  const tensor = decodeSafetensors(pooled, 'tiny').tensors.get('b')!;
  expect(Buffer.isBuffer(tensor.data)).toBe(false);
  expect(tensor.data).toEqual(Uint8Array.of(1, 255, 127));
});

test('a tensor whose bytes do not fill its shape is not written', () => {
  const short: StoredTensor = { dtype: 'F32', shape: [2], data: new Uint8Array(7) };
  const content = { metadata: {}, tensors: new Map([['w', short]]) };
  expect(() => encoded(content)).toThrow('tensor w: 7 bytes for F32 [2]');
});

test('a tensor is not written under the name that the format keeps for metadata', () => {
  const content = { metadata: {}, tensors: new Map([['__metadata__', tensorOfText('')]]) };
  expect(() => encoded(content)).toThrow('__metadata__');
});

test('a file that was written is read again, and its length is returned', async () => {
  const path = temporaryPath('model.safetensors');
  expect(await writeSafetensors(path, tiny)).toBe(tinyBytes.length);
  expect(new Uint8Array(readFileSync(path))).toEqual(tinyBytes);
  const { metadata, tensors } = await readSafetensors(path);
  expect({ ...metadata }).toEqual(tiny.metadata);
  expect(tensors).toEqual(tiny.tensors);
});

async function refusalOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

test('a missing file is named by its path', async () => {
  const path = temporaryPath('model.safetensors');
  expect(await refusalOf(readSafetensors(path))).toBe(`${path}: no such file`);
});

test('a folder is told apart from a file', async () => {
  expect(await refusalOf(readSafetensors(tmpdir()))).toBe(
    `${tmpdir()}: expected a safetensors file, found a folder`,
  );
});

test('a pipe is refused instead of waited for', async () => {
  const path = temporaryPath('pipe');
  execFileSync('mkfifo', [path]);
  expect(await refusalOf(readSafetensors(path))).toBe(
    `${path}: expected a safetensors file, found a device or pipe`,
  );
});

test('a file that is cut short is refused', async () => {
  const path = temporaryPath('model.safetensors');
  await writeSafetensors(path, tiny);
  truncateSync(path, tinyBytes.length - 1);
  expect(await refusalOf(readSafetensors(path))).toBe(
    `${path}: tensor "b": expected data up to byte 11, found only 10 bytes of data`,
  );
});

test('a file too long for one array is refused before it is read', async () => {
  const path = temporaryPath('model.safetensors');
  writeFileSync(path, tinyBytes);
  truncateSync(path, 2 ** 31 + 1);
  expect(await refusalOf(readSafetensors(path))).toBe(
    `${path}: expected a file of at most 2147483648 bytes, found 2147483649`,
  );
});

test('a file too long to be read again is not written', async () => {
  const path = temporaryPath('model.safetensors');
  const data = new Uint8Array(2 ** 30);
  const tensor: StoredTensor = { dtype: 'U8', shape: [data.length], data };
  const tensors = new Map([
    ['a', tensor],
    ['b', tensor],
  ]);
  expect(await refusalOf(writeSafetensors(path, { metadata: {}, tensors }))).toBe(
    `${path}: expected a file of at most 2147483648 bytes, found 2147483840`,
  );
});
