import { expect, test } from '@jest/globals';
import { collectSubwords } from '../../src/training/subword-vocabulary.js';

const forms = { lengths: [2], foldsWords: false, wordForms: 2 } as const;

test('subwords of at least two words are collected, those of the most words first', () => {
  expect(collectSubwords(['ab', 'abab', 'cb', 'ac'], forms, 10)).toEqual(['<a', 'b>', 'ab']);
});

test('of too many, those of the fewest words are left out', () => {
  expect(collectSubwords(['abc', 'xbc', 'bc'], forms, 1)).toEqual(['bc']);
});
