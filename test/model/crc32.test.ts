import { crc32 as crc32OfZlib } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crc32 } from '../../src/model/crc32.js';
import { anyCharacter } from '../any-character.js';

test('the checksum is the one of zlib', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(crc32(text)).toBe(crc32OfZlib(text));
    }),
  );
});
