import { expect, test } from '@jest/globals';
import { addSubwordsTo, collectSubwords } from '../../src/training/subword-vocabulary.js';
import { plainLstm } from '../model/plain-lstm.js';

const forms = { lengths: [2], foldsWords: false, wordForms: 2 } as const;

test('subwords of at least two words are collected, those of the most words first', () => {
  expect(collectSubwords(['ab', 'abab', 'cb', 'ac'], forms, 10)).toEqual(['<a', 'b>', 'ab']);
});

test('of too many, those of the fewest words are left out', () => {
  expect(collectSubwords(['abc', 'xbc', 'bc'], forms, 1)).toEqual(['bc']);
});

const config = {
  ...plainLstm,
  wordDimension: 4,
  foldsWords: true,
  characters: null,
  shape: null,
  hidden: 4,
  decoder: 'crf',
  subwords: { lengths: [2], most: 9 },
} as const;
const vocabularyOf = (words: readonly string[]) => ({ types: [], characters: [], words });

test('a vocabulary gets the subwords of its words, folded as they are', () => {
  const vocabulary = vocabularyOf(['', 'Ab', 'aB']);
  const subwords = ['<a', 'ab', 'b>'];
  const expected = { config, vocabulary: { ...vocabulary, subwords } };
  expect(addSubwordsTo({ config, vocabulary }, 2)).toEqual(expected);
});

test('without a subword of two words, the network reads none', () => {
  const vocabulary = vocabularyOf(['', 'a', 'b']);
  const found = addSubwordsTo({ config, vocabulary }, 2);
  expect(found).toEqual({ config: { ...config, subwords: undefined }, vocabulary });
});

test('a network that is to read no subwords gets none', () => {
  const plain = { ...config, subwords: undefined };
  const vocabulary = vocabularyOf(['', 'ab', 'abab']);
  expect(addSubwordsTo({ config: plain, vocabulary }, 2)).toEqual({ config: plain, vocabulary });
});
