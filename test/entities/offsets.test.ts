import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createOffsetConverter,
  lengthIn,
  OFFSET_UNITS,
  type OffsetUnit,
  withOffsets,
} from '../../src/entities/offsets.js';
import { taggedLine } from '../cli/formats/tagged-line.js';

/** Slices as a program does that counts in the unit. */
const slices: Readonly<Record<OffsetUnit, (text: string, start: number, end: number) => string>> = {
  utf16: (text, start, end) => text.slice(start, end),
  codepoint: (text, start, end) => [...text].slice(start, end).join(''),
  byte: (text, start, end) => Buffer.from(text).subarray(start, end).toString(),
};

test.each(OFFSET_UNITS)('a text sliced by offsets in %s gives the entities', (unit) => {
  fc.assert(
    fc.property(taggedLine, ({ text, entities }) => {
      const placed = withOffsets(text, entities, unit);
      const texts = placed.map(({ start, end }) => slices[unit](text, start, end));
      expect(texts).toEqual(entities.map((entity) => entity.text));
    }),
  );
});

test.each(OFFSET_UNITS)('the length of a text in %s is the offset of its end', (unit) => {
  fc.assert(
    fc.property(taggedLine, ({ text }) => {
      const length = lengthIn(text, unit);
      expect(slices[unit](text, 0, length)).toBe(text);
      expect(createOffsetConverter(text, unit)(text.length)).toBe(length);
    }),
  );
});

test('emoji, a joined family, a combining mark and a byte order mark are counted in each unit', () => {
  const text = '\ufeff👩‍👧 e\u0301 Joe';
  const entities = [{ label: 'PER', text: 'Joe', start: 10, end: 13 }];
  const places = OFFSET_UNITS.map((unit) => {
    const [{ start, end }] = withOffsets(text, entities, unit);
    return [unit, start, end];
  });
  expect(places).toEqual([
    ['utf16', 10, 13],
    ['codepoint', 8, 11],
    ['byte', 19, 22],
  ]);
});

test('halves of a pair that stand alone, as JSON may have them, are code points', () => {
  const text = '\udc00 \ud83d Joe';
  const entities = [{ label: 'PER', text: 'Joe', start: 4, end: 7 }];
  expect(withOffsets(text, entities, 'codepoint')).toMatchObject([{ start: 4, end: 7 }]);
});
