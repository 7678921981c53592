import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkUnit, detectUnit as detect } from '../../src/annotations/offset-units.js';
import type { RawDocument, RawSpan } from '../../src/annotations/reader.js';
import { createOffsetReader } from '../../src/entities/offset-reader.js';
import {
  createOffsetConverter,
  OFFSET_UNITS,
  type OffsetUnit,
} from '../../src/entities/offsets.js';
import { anyCharacter } from '../any-character.js';

const spanOf = (start: number, end: number, text?: string): RawSpan => ({
  label: 'X',
  start,
  end,
  place: 'notes.ann:3',
  ...(text !== undefined && { text }),
});

const detectUnit = (documents: RawDocument[], preferred: OffsetUnit) =>
  detect(documents, preferred).unit;

const documentOf = (text: string, ...spans: RawSpan[]): RawDocument => ({ text, spans, path: 'x' });

test.each([
  ['utf16', spanOf(3, 6, 'Ana')],
  ['codepoint', spanOf(2, 5, 'Ana')],
  ['byte', spanOf(5, 8, 'Ana')],
] as const)('%s is detected by the text of an entity', (unit, span) => {
  for (const preferred of OFFSET_UNITS) {
    expect(detectUnit([documentOf('🙂 Ana', span)], preferred)).toBe(unit);
  }
});

test('the unit of the format counts if several fit', () => {
  for (const unit of OFFSET_UNITS)
    expect(detectUnit([documentOf('Ana', spanOf(0, 3))], unit)).toBe(unit);
});

test('a unit that would cut a character does not fit', () => {
  expect(detectUnit([documentOf('🙂 Ana', spanOf(1, 4))], 'utf16')).toBe('codepoint');
  expect(detectUnit([documentOf('🙂 é', spanOf(5, 7))], 'utf16')).toBe('byte');
});

test('the unit is that of the whole file', () => {
  const plain = documentOf('Ana', spanOf(0, 3, 'Ana'));
  expect(detectUnit([plain, documentOf('é Ana', spanOf(3, 6, 'Ana')), plain], 'utf16')).toBe(
    'byte',
  );
});

test('line ends and tabs may be spaces in the text of an entity', () => {
  expect(detectUnit([documentOf('New\nYork', spanOf(0, 8, 'New York'))], 'codepoint')).toBe(
    'codepoint',
  );
});

test('the parts of an entity are joined by spaces', () => {
  const span = {
    ...spanOf(0, 15, 'North America'),
    fragments: [
      [0, 5],
      [8, 15],
    ] as const,
  };
  expect(detectUnit([documentOf('North + America', span)], 'codepoint')).toBe('codepoint');
});

test('if no unit fits, the error shows the entity in each', () => {
  const read = () => detectUnit([documentOf('é🙂 Anabel', spanOf(4, 7, 'Bob'))], 'codepoint');
  expect(read).toThrow(
    'notes.ann:3: expected "Bob" from 4 to 7, found "Ana" (UTF-16 units), "nab" (code points), a part of a character (bytes)',
  );
});

test('a unit is in doubt if an entity without its text ends behind a surrogate pair', () => {
  const text = '🗽 bei Ana und Bo';
  const doubted = { ...spanOf(6, 9), place: 'notes.ann:4' };
  const places = documentOf(text, spanOf(0, 0), doubted, spanOf(9, 11));
  expect(detect([places], 'utf16').doubt).toEqual({ other: 'codepoint', place: 'notes.ann:4' });
  expect(detect([places], 'codepoint').doubt).toEqual({ other: 'utf16', place: 'notes.ann:4' });
});

test.each([
  [
    'the text of another entity shows it',
    documentOf('🗽 Ana Bo', spanOf(3, 6), spanOf(7, 9, 'Bo')),
  ],
  ['the other unit does not fit', documentOf('🗽 Ana', spanOf(3, 6))],
  ['all entities end before the pair', documentOf('Ana 🗽', spanOf(0, 3))],
  ['no character has two UTF-16 units', documentOf('Größe für Ana', spanOf(10, 13))],
])('no unit is in doubt if %s', (_, document) => {
  expect(detect([document], 'utf16')).toEqual({ unit: 'utf16' });
});

test('offsets beyond the end of a text are shown with its length', () => {
  const document = documentOf('🗽 Ana', spanOf(100, 200));
  expect(() => detect([document], 'utf16')).toThrow(
    'notes.ann:3: offsets 100 to 200 are beyond the end of the text (5 characters)',
  );
  expect(() => checkUnit(document, 'byte')).toThrow(
    'notes.ann:3: offsets 100 to 200 are beyond the end of the text (8 bytes)',
  );
});

test('a text that all units find is shown once', () => {
  expect(() => detect([documentOf('Ana sings', spanOf(0, 3, 'Bob'))], 'utf16')).toThrow(
    /notes\.ann:3: expected "Bob" from 0 to 3, found "Ana"$/,
  );
});

test('a given unit that does not fit is refused', () => {
  expect(() => checkUnit(documentOf('🙂 Ana', spanOf(3, 6, 'Ana')), 'byte')).toThrow(
    'notes.ann:3: expected "Ana" from 3 to 6 in bytes, found a part of a character',
  );
});

const wellFormed = fc
  .string({ unit: anyCharacter, maxLength: 30 })
  .map((text) => text.toWellFormed());

test('entities with their texts are read right in whatever unit they are written', () => {
  const texts = fc.array(wellFormed, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(texts, fc.constantFrom<OffsetUnit>(...OFFSET_UNITS), (parts, unit) => {
      const text = parts.join('');
      const convert = createOffsetConverter(text, unit);
      let place = 0;
      const spans = parts.map((part) => {
        const start = convert(place);
        place += part.length;
        return spanOf(start, convert(place), part);
      });
      const detected = detectUnit([documentOf(text, ...spans)], 'codepoint');
      const read = createOffsetReader(text, detected);
      for (const [index, { start, end }] of spans.entries()) {
        expect(text.slice(read(start), read(end))).toBe(parts[index]);
      }
    }),
  );
});
