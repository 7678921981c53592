import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withExactIntegers } from '../../src/annotations/exact-integers.js';
import { anyCharacter } from '../any-character.js';

test.each([
  ['{"id":9007199254740993}', '{"id":"9007199254740993"}'],
  ['{"id": -12345678901234567890 }', '{"id": "-12345678901234567890" }'],
  ['{"id":9007199254740991}', '{"id":9007199254740991}'],
  ['{"score":0.12345678901234567}', '{"score":0.12345678901234567}'],
  ['{"score":12345678901234567e2}', '{"score":12345678901234567e2}'],
  ['{"a\\\\":"9007199254740993 \\" 1","b":1}', '{"a\\\\":"9007199254740993 \\" 1","b":1}'],
  ['[1234567890123456789,"1', '["1234567890123456789","1'],
])('%s becomes %s', (json, expected) => {
  expect(withExactIntegers(json)).toBe(expected);
});

test('no other value changes, and every integer keeps its digits', () => {
  const text = fc.string({ unit: anyCharacter, maxLength: 8 });
  const leaf = fc.oneof(text, fc.maxSafeInteger(), fc.double({ noNaN: true }), fc.boolean());
  const value = fc.array(fc.record({ name: text, value: leaf }), { maxLength: 4 });
  fc.assert(
    fc.property(value, fc.bigInt({ min: 1n << 53n, max: 1n << 90n }), (list, big) => {
      // As JSON writes it: a double that is a large integer has its digits too.
      const json = JSON.stringify({ list, text: String(big), id: 0 }).replace(
        /"id":0\}$/,
        () => `"id":${big}}`,
      );
      const found = JSON.parse(withExactIntegers(json));
      expect(found.id).toBe(String(big));
      expect(found.text).toBe(String(big));
      const numbers = JSON.stringify(found.list, (_, item) =>
        typeof item === 'string' && Number.isInteger(Number(item)) ? Number(item) : item,
      );
      const expected = JSON.stringify(JSON.parse(JSON.stringify(list)), (_, item) =>
        typeof item === 'string' && Number.isInteger(Number(item)) ? Number(item) : item,
      );
      expect(numbers).toBe(expected);
    }),
  );
});
