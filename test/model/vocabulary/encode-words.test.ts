import { expect, test } from '@jest/globals';
import { createCharacterVocabulary } from '../../../src/model/vocabulary/character-vocabulary.js';
import { createWordEncoder } from '../../../src/model/vocabulary/encode-words.js';
import { createLexicon } from '../../../src/model/vocabulary/lexicon.js';
import { wordShapes } from '../../../src/text/word-shape.js';

const lexicon = createLexicon(['', 'bear', 'the'], [], {
  foldsWords: false,
  digitsAreZeros: false,
});
const characterVocabulary = createCharacterVocabulary(['', 'a', 'b', 'e', 'r']);

test('words have their rows and their spellings, in their order', () => {
  const encode = createWordEncoder({ lexicon, characterVocabulary, readsShapes: false });
  expect(encode(['the', 'bear', 'bare'])).toEqual({
    wordIds: [2, 1, 0],
    spellings: [
      [0, 0, 3],
      [2, 3, 1, 4],
      [2, 1, 4, 3],
    ],
    shapes: [],
  });
});

test('the same word has the same list as its spelling, in every sentence', () => {
  const encode = createWordEncoder({ lexicon, characterVocabulary, readsShapes: false });
  const [first, again] = encode(['bear', 'bear']).spellings;
  expect(again).toBe(first);
  expect(encode(['the', 'bear']).spellings[1]).toBe(first);
});

test('unknown words of one row keep the characters of each', () => {
  const { wordIds, spellings } = createWordEncoder({
    lexicon,
    characterVocabulary,
    readsShapes: false,
  })(['bare', 'ear']);
  expect(wordIds).toEqual([0, 0]);
  expect(spellings).toEqual([
    [2, 1, 4, 3],
    [3, 1, 4],
  ]);
});

test('names that every object inherits are words like others', () => {
  const lexicon = createLexicon(['', '__proto__'], [], {
    foldsWords: false,
    digitsAreZeros: false,
  });
  const encode = createWordEncoder({ lexicon, readsShapes: false });
  expect(encode(['constructor', '__proto__']).wordIds).toEqual([0, 1]);
});

test('without a character vocabulary there are no spellings', () => {
  expect(createWordEncoder({ lexicon, readsShapes: false })(['the', 'bear'])).toEqual({
    wordIds: [2, 1],
    spellings: [],
    shapes: [],
  });
});

test('with shapes, each word has its own, in their order', () => {
  const { shapes } = createWordEncoder({ lexicon, readsShapes: true })([
    'the',
    'Bear',
    '42',
    'the',
  ]);
  expect(shapes.map((row) => wordShapes[row])).toEqual(['lower', 'initial', 'digits', 'lower']);
});
