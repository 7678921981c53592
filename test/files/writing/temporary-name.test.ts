import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createTemporaryName,
  parseTemporaryName,
  stemOf,
} from '../../../src/files/writing/temporary-name.js';
import { anyCharacter } from '../../any-character.js';

const owner = { host: '0123abcd', pid: 1, startedAt: 0 };
const anyName = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 255 });
const anyOwner = fc.record({
  host: fc.stringMatching(/^[0-9a-f]{8}$/),
  pid: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  startedAt: fc.integer({ min: 0, max: 1e14 }),
});

test('a name holds its stem and its owner', () => {
  fc.assert(
    fc.property(anyName, anyOwner, (name, owner) => {
      const temporary = createTemporaryName(name, owner);
      expect(parseTemporaryName(temporary)).toEqual({ stem: stemOf(name), owner });
    }),
  );
});

test('a name fits a file system whose names have 255 bytes', () => {
  fc.assert(
    fc.property(anyName, anyOwner, (name, owner) => {
      expect(Buffer.byteLength(createTemporaryName(name, owner))).toBeLessThanOrEqual(255);
    }),
  );
});

test('the stem is the start of the name, and all of it if it is short', () => {
  expect(stemOf('model.safetensors')).toBe('model.safetensors');
  expect(stemOf('é'.repeat(127))).toBe('é'.repeat(95));
  expect(stemOf('👩'.repeat(60))).toBe('👩'.repeat(47));
});

test('two names of the same process for the same file differ', () => {
  expect(createTemporaryName('a', owner)).not.toBe(createTemporaryName('a', owner));
});

test.each([
  'model.safetensors',
  'model.safetensors.0123abcd-1-0.0123456789abcdef',
  'model.safetensors.0123abcd-1-0.0123456789abcdef.tmp',
  'model.safetensors.0123abcd-1-0.0123456789abcde.teddy-tmp',
  'model.safetensors.0123ABCD-1-0.0123456789abcdef.teddy-tmp',
  'model.safetensors.0123abcd-1.0123456789abcdef.teddy-tmp',
  'model.safetensors.0123abcd-1-0.0123456789abcdef.teddy-tmp.gz',
])('%s is not a temporary file of ours', (name) => {
  expect(parseTemporaryName(name)).toBeUndefined();
});
