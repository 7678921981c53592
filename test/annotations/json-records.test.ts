import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonRecords } from '../../src/annotations/json-records.js';
import { anyCharacter } from '../any-character.js';

function sourceOf(text: string, chunkLength = 1 << 16) {
  const bytes = Buffer.from(text);
  return {
    path: 'x.json',
    sha256: '',
    *chunks() {
      for (let start = 0; start < bytes.length; start += chunkLength) {
        yield bytes.subarray(start, start + chunkLength);
      }
    },
  };
}

const read = (text: string, chunkLength?: number) => [...jsonRecords(sourceOf(text, chunkLength))];

test('records are lines, whose numbers count blank ones', () => {
  expect(read('{"a":1}\n\n["b"]\r\n').map(({ value, where }) => [value, where])).toEqual([
    [{ a: 1 }, 'x.json:1'],
    [['b'], 'x.json:3'],
  ]);
});

test('records are the elements of an array', () => {
  expect(
    read('\ufeff[{"a":\n"]"},\n [1], {}]\n').map(({ value, where }) => [value, where]),
  ).toEqual([
    [{ a: ']' }, 'x.json:1: record 1'],
    [[1], 'x.json:3: record 2'],
    [{}, 'x.json:3: record 3'],
  ]);
});

test.each(['', ' \n', '[]', '[ ]', '[\n]'])('%j has no records', (text) => {
  expect(read(text)).toEqual([]);
});

test('an array is read as JSON.parse reads it, whatever its layout and chunks', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: anyCharacter, maxLength: 8 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('any'), { maxLength: 3 }),
    object: fc.dictionary(fc.string({ unit: anyCharacter, maxLength: 4 }), tie('any'), {
      maxKeys: 3,
    }),
  }));
  const records = fc.array(fc.oneof(value.object, value.list), { maxLength: 5 });
  const indent = fc.constantFrom(undefined, 1, '\t');
  fc.assert(
    fc.property(records, indent, fc.integer({ min: 1, max: 9 }), (list, space, chunkLength) => {
      const text = JSON.stringify(list, null, space);
      expect(read(text, chunkLength).map((record) => record.value)).toEqual(JSON.parse(text));
    }),
  );
});
