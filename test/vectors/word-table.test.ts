import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WordTable } from '../../src/vectors/word-table.js';

function addAll(words: readonly string[]): WordTable {
  const table = new WordTable();
  for (const word of words) {
    const bytes = Buffer.from(word);
    if (table.find(bytes, 0, bytes.length) < 0) table.add(bytes, 0, bytes.length);
  }
  return table;
}

test('every word added is found under its number and no other word is', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 6 });
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (added, others) => {
      const table = addAll(added);
      const distinct = [...new Set(added)];
      expect(table.size).toBe(distinct.length);
      for (const candidate of [...added, ...others]) {
        const bytes = Buffer.from(candidate);
        expect(table.find(bytes, 0, bytes.length)).toBe(distinct.indexOf(candidate));
      }
    }),
  );
});

test('words are still found after the table has grown many times', () => {
  const words = Array.from({ length: 20_000 }, (_, index) => `word-${index}`);
  const table = addAll(words);
  const found = words.map((word) => {
    const bytes = Buffer.from(`<${word}>`);
    return table.find(bytes, 1, bytes.length - 1);
  });
  expect(found).toEqual(words.map((_, index) => index));
  expect(table.find(Buffer.from('word-20000'), 0, 10)).toBe(-1);
});
