import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../src/errors.js';
import {
  byteLengthOf,
  float32Of,
  inFileOrder,
  int8Of,
  type StoredTensor,
  tensorOfFloat32,
  tensorOfInt8,
  tensorOfText,
  textOf,
} from '../../src/safetensors/stored-tensor.js';
import { anyCharacter } from '../any-character.js';

// The same tensor with its bytes at an odd address.
function shifted({ dtype, shape, data }: StoredTensor): StoredTensor {
  const bytes = new Uint8Array(data.length + 1).subarray(1);
  bytes.set(data);
  return { dtype, shape, data: bytes };
}

test('float32 values are little-endian in the file', () => {
  const tensor = tensorOfFloat32([2, 1], Float32Array.of(1, -2.5));
  expect(tensor).toEqual({
    dtype: 'F32',
    shape: [2, 1],
    data: Uint8Array.of(0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0),
  });
});

test('float32 values come back, from an odd address too', () => {
  fc.assert(
    fc.property(fc.float32Array(), (values) => {
      const tensor = tensorOfFloat32([values.length], values);
      expect(float32Of(tensor, 'w')).toEqual(values);
      expect(float32Of(shifted(tensor), 'w')).toEqual(values);
    }),
  );
});

test('int8 values come back, from an odd address too', () => {
  const tensor = tensorOfInt8([3], Int8Array.of(-128, 0, 127));
  expect(tensor).toMatchObject({ dtype: 'I8', data: Uint8Array.of(0x80, 0, 0x7f) });
  expect(int8Of(shifted(tensor), 'w')).toEqual(Int8Array.of(-128, 0, 127));
});

test('any text comes back, a byte order mark included', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(textOf(tensorOfText(`\ufeff${text}`), 'words')).toBe(`\ufeff${text}`);
    }),
  );
});

test('values are copied, so that what happens to them later does not matter', () => {
  const values = new Float32Array(new SharedArrayBuffer(8), 4);
  const tensor = tensorOfFloat32([1], values);
  values[0] = 1;
  expect(float32Of(tensor, 'w')).toEqual(Float32Array.of(0));
});

test('values at an aligned address are read without a copy', () => {
  const tensor = tensorOfFloat32([1], Float32Array.of(1));
  expect(float32Of(tensor, 'w').buffer).toBe(tensor.data.buffer);
});

test('a machine of the other byte order turns every element', () => {
  expect(inFileOrder(Uint8Array.of(1, 2, 3, 4), 2, 'BE')).toEqual(Uint8Array.of(2, 1, 4, 3));
  expect(inFileOrder(Uint8Array.of(1, 2, 3, 4), 4, 'BE')).toEqual(Uint8Array.of(4, 3, 2, 1));
  expect(inFileOrder(Uint8Array.of(1, 2, 3, 4), 4, 'LE')).toEqual(Uint8Array.of(1, 2, 3, 4));
});

test('values that do not fill their shape are not stored', () => {
  expect(() => tensorOfFloat32([2, 2], new Float32Array(3))).toThrow(
    '3 values do not fill the shape [2, 2]',
  );
});

test.each([
  ['float32', float32Of, 'F32'],
  ['int8', int8Of, 'I8'],
] as const)('a tensor of another type is not read as %s values', (_, read, dtype) => {
  expect(() => read(tensorOfText('text'), 'm.st: tensor "w"')).toThrow(
    new InputError(`m.st: tensor "w": expected type ${dtype}, found U8`),
  );
});

test('a tensor of another type is not read as text', () => {
  expect(() => textOf(tensorOfInt8([0], new Int8Array(0)), 'm.st: tensor "words"')).toThrow(
    new InputError('m.st: tensor "words": expected type U8, found I8'),
  );
});

test('bytes that are not UTF-8 are not read as text', () => {
  const tensor: StoredTensor = { dtype: 'U8', shape: [2], data: Uint8Array.of(0xc3, 0x28) };
  expect(() => textOf(tensor, 'm.st: tensor "words"')).toThrow(
    new InputError('m.st: tensor "words": expected UTF-8 text, found other bytes'),
  );
});

test.each([
  ['F32', [], 4],
  ['F64', [3, 0, 5], 0],
  ['BF16', [2, 3], 12],
  ['F6_E2M3', [4], 3],
  ['F6_E2M3', [3], undefined],
  ['U8', [2 ** 27, 2 ** 27], undefined],
  ['U8', [2 ** 49], 2 ** 49],
  ['U64', [2 ** 49], undefined],
] as const)('%s of shape %j takes %j bytes', (dtype, shape, expected) => {
  expect(byteLengthOf(dtype, shape)).toBe(expected);
});
