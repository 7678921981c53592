import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createOffsetReader } from '../../src/entities/offset-reader.js';
import {
  createOffsetConverter,
  OFFSET_UNITS,
  type OffsetUnit,
} from '../../src/entities/offsets.js';
import { anyCharacter } from '../any-character.js';

const wellFormed = fc
  .string({ unit: anyCharacter, maxLength: 30 })
  .map((text) => text.toWellFormed());

test('offsets in any unit are read back at every character', () => {
  fc.assert(
    fc.property(wellFormed, fc.constantFrom<OffsetUnit>(...OFFSET_UNITS), (text, unit) => {
      const read = createOffsetReader(text, unit);
      const convert = createOffsetConverter(text, unit);
      let place = 0;
      for (const character of [...text, '']) {
        expect(read(convert(place))).toBe(place);
        place += character.length;
      }
      expect(read(convert(text.length) + 1)).toBeUndefined();
    }),
  );
});
