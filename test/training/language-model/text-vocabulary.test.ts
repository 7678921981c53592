import { expect, test } from '@jest/globals';
import { collectTextVocabulary } from '../../../src/training/language-model/text-vocabulary.js';

const counts = [
  ['Rare', 2],
  ['bear', 2],
  ['the', 9],
  ['Bear', 3],
  ['THE', 1],
  ['Teddy', 3],
] as const;

test('words are folded and sorted by frequency, and the rarest are left out', () => {
  const { words, types } = collectTextVocabulary(counts, { foldsWords: true, wordForms: 2 });
  expect(words).toEqual(['', 'the', 'bear', 'teddy']);
  expect(types).toEqual([]);
});

test('without folding, each form counts alone', () => {
  const { words } = collectTextVocabulary(counts, { foldsWords: false, wordForms: 2 });
  expect(words).toEqual(['', 'the', 'Bear', 'Teddy']);
});

test('characters are those of at least two of the words that are left', () => {
  const { characters } = collectTextVocabulary(counts, { foldsWords: true, wordForms: 2 });
  expect(characters).toContain('e');
  expect(characters).not.toContain('R');
});
