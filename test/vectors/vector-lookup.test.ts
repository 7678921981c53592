import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formsOf, lookUpWord } from '../../src/vectors/vector-lookup.js';

const index = new Map(
  ['Paris', 'paris', 'apple', '0000', '00th', 'B-00'].map((word, row) => [word, row]),
);

test.each([
  ['Paris', 0, 'exact'],
  ['paris', 1, 'exact'],
  ['PARIS', 1, 'lower case'],
  ['Apple', 2, 'lower case'],
  ['1996', 3, 'digits as 0'],
  ['0000', 3, 'exact'],
  ['20TH', 4, 'digits as 0'],
  ['B-52', 5, 'digits as 0'],
])('%s is found in row %i by its form %s', (word, row, by) => {
  expect(lookUpWord(index, word, true)).toEqual({ row, by });
});

test('digits are not looked up as 0 unless the file was made so', () => {
  expect(lookUpWord(index, '1996', false)).toBeUndefined();
});

test('a word in no form is not found', () => {
  expect(lookUpWord(index, 'Teddy', true)).toBeUndefined();
});

test('the forms of a word begin with itself and hold none twice', () => {
  expect(formsOf('A320')).toEqual(['A320', 'a320', 'A000', 'a000']);
  expect(formsOf('bear')).toEqual(['bear']);
});

test('every look-up that succeeds finds one of the forms', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'A', 'İ', 'ß', '1', '0', '-'),
    maxLength: 3,
  });
  fc.assert(
    fc.property(fc.uniqueArray(word), word, fc.boolean(), (words, sought, digitsAreZeros) => {
      const rows = new Map(words.map((each, row) => [each, row]));
      const found = lookUpWord(rows, sought, digitsAreZeros);
      if (found) expect(formsOf(sought)).toContain(words[found.row]);
    }),
  );
});
